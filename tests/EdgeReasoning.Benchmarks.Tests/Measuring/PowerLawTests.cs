using NUnit.Framework;

namespace EdgeReasoning.Benchmarks.Measuring;

public sealed class PowerLawTests
{
    private static readonly double[] s_sizes = [1, 3, 10, 100, 2000];

    [TestCase(0)]
    [TestCase(0.5)]
    [TestCase(1)]
    [TestCase(2.25)]
    public void Exponent_PowerOfTheSize_IsThatPower(double power) =>
        Assert.That(PowerLaw.Exponent(s_sizes, [.. s_sizes.Select(n => 7e-6 * Math.Pow(n, power))]), Is.EqualTo(power).Within(1e-12));

    [Test]
    public void Exponent_TwoTimesThatErr_IsTheSlopeOfTheLeastSquaresLine()
    {
        // ln 1, ln e, ln e² against 0, 2, 3: the slope is (3 - 0) / 2.
        double[] sizes = [1, Math.E, Math.E * Math.E], times = [1, Math.Exp(2), Math.Exp(3)];
        Assert.That(PowerLaw.Exponent(sizes, times), Is.EqualTo(1.5).Within(1e-12));
    }

    [Test]
    public void ExponentOfNLogN_LargeSizes_LiesALittleAboveOne() =>
        Assert.That(PowerLaw.ExponentOfNLogN([1024, 1024 * 1024]), Is.EqualTo(1 + Math.Log(2) / Math.Log(1024)).Within(1e-12));

    [Test]
    public void Exponent_WhatHasNoLogarithmOrNoSlope_IsRefused() => Assert.Multiple(() =>
    {
        Assert.That(() => PowerLaw.Exponent([1, 2], [1]), Throws.ArgumentException);
        Assert.That(() => PowerLaw.Exponent([1, 2], [1, 0]), Throws.ArgumentException);
        Assert.That(() => PowerLaw.Exponent([1, 2], [1, double.NaN]), Throws.ArgumentException);
        Assert.That(() => PowerLaw.Exponent([4, 4], [1, 2]), Throws.ArgumentException);
    });
}
