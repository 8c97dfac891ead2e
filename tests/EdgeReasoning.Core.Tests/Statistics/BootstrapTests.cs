using NUnit.Framework;

namespace EdgeReasoning.Statistics;

public sealed class BootstrapTests
{
    private static readonly double[] Answers = [.. Enumerable.Range(0, 400).Select(i => i % 5 < 3 ? 1.0 : 0)];

    [Test]
    public void Mean_SameSeed_SameInterval()
    {
        BootstrapResult first = Bootstrap.Mean(Answers, seed: 3), again = Bootstrap.Mean(Answers, seed: 3);
        Assert.That(again, Is.EqualTo(first));
        Assert.That(Bootstrap.Mean(Answers, seed: 4).Interval, Is.Not.EqualTo(first.Interval));
    }

    [TestCase(BootstrapMethod.Percentile)]
    [TestCase(BootstrapMethod.BiasCorrected)]
    public void Mean_ManyAnswers_IsCloseToTheNormalInterval(BootstrapMethod method)
    {
        // The bootstrap of a mean tends to mean ± z·√(p(1 − p)/n).
        BootstrapResult result = Bootstrap.Mean(Answers, seed: 1, resamples: 4000, method: method);
        double error = Math.Sqrt(0.6 * 0.4 / 400);
        Assert.That(result.Estimate, Is.EqualTo(0.6).Within(1e-12));
        Assert.That(result.StandardError, Is.EqualTo(error).Within(0.05 * error));
        Assert.That(result.Interval.Lower, Is.EqualTo(0.6 - (1.96 * error)).Within(0.2 * error));
        Assert.That(result.Interval.Upper, Is.EqualTo(0.6 + (1.96 * error)).Within(0.2 * error));
    }

    [Test]
    public void Mean_SkewedSample_CorrectionMovesTowardsTheTail()
    {
        double[] skewed = [.. Enumerable.Range(1, 30).Select(i => Math.Exp(i / 6.0))];
        Interval plain = Bootstrap.Mean(skewed, seed: 1, method: BootstrapMethod.Percentile).Interval;
        Interval corrected = Bootstrap.Mean(skewed, seed: 1, method: BootstrapMethod.BiasCorrected).Interval;
        Assert.That(corrected.Lower, Is.GreaterThan(plain.Lower));
        Assert.That(corrected.Upper, Is.GreaterThan(plain.Upper));
    }

    [Test]
    public void Mean_EqualValues_IsAPoint() =>
        Assert.That(Bootstrap.Mean([2, 2, 2], seed: 1).Interval, Is.EqualTo(new Interval(2, 2)));

    [Test]
    public void PairedDifference_ConstantGain_HasNoWidth()
    {
        double[] second = [1, 5, 9, 2], first = [2, 6, 10, 3];
        BootstrapResult result = Bootstrap.PairedDifference(first, second, seed: 1);
        Assert.That(result.Estimate, Is.EqualTo(1));
        Assert.That(result.Interval, Is.EqualTo(new Interval(1, 1)));
    }

    [Test]
    public void Of_Median_UsesTheStatistic() =>
        Assert.That(Bootstrap.Of([1, 2, 100], Descriptive.Median, seed: 1).Estimate, Is.EqualTo(2));

    [Test]
    public void Mean_NoData_IsNaN()
    {
        BootstrapResult result = Bootstrap.Mean([], seed: 1);
        Assert.That(result.Estimate, Is.NaN);
        Assert.That(result.Interval, Is.EqualTo(Interval.None));
    }

    [Test]
    public void Arguments_Wrong_Throw()
    {
        Assert.That(() => Bootstrap.PairedDifference([1], [1, 2], 1), Throws.ArgumentException);
        Assert.That(() => Bootstrap.Mean([1], 1, resamples: 99), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Bootstrap.Mean([1], 1, confidence: 95), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Bootstrap.Of([1], null!, 1), Throws.ArgumentNullException);
    }
}
