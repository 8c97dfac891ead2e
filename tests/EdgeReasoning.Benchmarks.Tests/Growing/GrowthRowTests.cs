using NUnit.Framework;

namespace EdgeReasoning.Benchmarks.Growing;

public sealed class GrowthRowTests
{
    private static readonly double[] s_sizes = [10, 100, 1_000, 10_000];

    [TestCase(nameof(GrowthBound.Constant), 0, false)]
    [TestCase(nameof(GrowthBound.Constant), 1, true)]
    [TestCase(nameof(GrowthBound.Linear), 1, false)]
    [TestCase(nameof(GrowthBound.Linear), 2, true)]
    [TestCase(nameof(GrowthBound.Linearithmic), 1, false)]
    [TestCase(nameof(GrowthBound.Linearithmic), 2, true)]
    public void StandsOut_PowerOfTheSize_WhereItIsAboveTheBound(string bound, double power, bool expected) =>
        Assert.That(Row(n => Math.Pow(n, power), Enum.Parse<GrowthBound>(bound)).StandsOut, Is.EqualTo(expected));

    [Test]
    public void StandsOut_NLogN_NotWhereThatIsTheBound() => Assert.That(Row(n => n * Math.Log2(n), GrowthBound.Linearithmic).StandsOut, Is.False);

    [Test]
    public void StandsOut_QuadraticBehindALargeConstant_IsSeenInTheUpperHalf()
    {
        GrowthRow row = Row(n => 1e6 + n * n, GrowthBound.Linear);
        Assert.That((row.Exponent < 1, row.UpperExponent > 1.6, row.StandsOut), Is.EqualTo((true, true, true)));
    }

    private static GrowthRow Row(Func<double, double> time, GrowthBound bound) => new("work", "n", s_sizes, [.. s_sizes.Select(time)], bound);
}
