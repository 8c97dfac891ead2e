using System.Numerics;
using EdgeReasoning.Inference.Sampling;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Inference.Sampling;

public sealed class VectorPowerTests
{
    [Test]
    public void OfTwo_AnyExponentFromMinus125To0_IsWithinTwoUnitsOfTheLastPlace()
    {
        for (float x = 0; x >= -125; x -= 0.00137f)
        {
            double expected = Math.Pow(2, x);
            Assert.That(VectorPower.OfTwo(new Vector<float>(x))[0], Is.EqualTo(expected).Within(2.4e-7 * expected));
        }
    }

    [TestCase(0f, 1f)]
    [TestCase(-1f, 0.5f)]
    [TestCase(-10f, 1f / 1024)]
    public void OfTwo_WholeExponents_IsExact(float x, float expected) =>
        Assert.That(VectorPower.OfTwo(new Vector<float>(x))[0], Is.EqualTo(expected));

    [TestCase(-126f)]
    [TestCase(float.MinValue)]
    [TestCase(float.NegativeInfinity)]
    public void OfTwo_FarBelow_IsNegligible(float x) =>
        Assert.That(VectorPower.OfTwo(new Vector<float>(x))[0], Is.InRange(0f, 1e-37f));
}
