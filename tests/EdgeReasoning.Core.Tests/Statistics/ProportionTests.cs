using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Statistics;

public sealed class ProportionTests
{
    [TestCase("wilson95")]
    [TestCase("clopperPearson95")]
    public void Interval_GoldenCounts_EqualsGolden(string list)
    {
        foreach (JsonElement row in Golden.Read("stats.json").GetProperty(list).EnumerateArray())
        {
            int successes = row.GetProperty("k").GetInt32(), trials = row.GetProperty("n").GetInt32();
            Interval interval = list == "wilson95" ? Proportion.Wilson(successes, trials) : Proportion.ClopperPearson(successes, trials);
            Assert.That(interval.Lower, Is.EqualTo(row.GetProperty("lo").GetDouble()).Within(1e-9), $"{successes}/{trials} lower");
            Assert.That(interval.Upper, Is.EqualTo(row.GetProperty("hi").GetDouble()).Within(1e-9), $"{successes}/{trials} upper");
        }
    }

    [Test]
    public void ClopperPearson_NoSuccess_IsTheClosedForm()
    {
        // With no success the upper end solves (1 − p)^n = α/2.
        Assert.That(Proportion.ClopperPearson(0, 25, 0.9).Upper, Is.EqualTo(1 - Math.Pow(0.05, 1.0 / 25)).Within(1e-9));
        Assert.That(Proportion.ClopperPearson(25, 25, 0.9).Lower, Is.EqualTo(Math.Pow(0.05, 1.0 / 25)).Within(1e-9));
    }

    [Test]
    public void Interval_NoTrials_IsNone()
    {
        Assert.That(Proportion.Wilson(0, 0), Is.EqualTo(Interval.None));
        Assert.That(Proportion.ClopperPearson(0, 0).Contains(0.5), Is.False);
    }

    [Test]
    public void Interval_SwappedOutcomes_IsMirrored([Values(0, 1, 7, 19)] int successes)
    {
        Interval wilson = Proportion.Wilson(successes, 20), mirrored = Proportion.Wilson(20 - successes, 20);
        Assert.That(wilson.Lower, Is.EqualTo(1 - mirrored.Upper).Within(1e-12));
        Assert.That(Proportion.ClopperPearson(successes, 20).Width, Is.GreaterThan(wilson.Width * 0.99));
        Assert.That(wilson.Contains(successes / 20.0), Is.True);
    }

    [TestCase(-1, 5, 0.95)]
    [TestCase(6, 5, 0.95)]
    [TestCase(1, 5, 95)]
    [TestCase(1, 5, 0)]
    public void Interval_ImpossibleArguments_Throws(int successes, int trials, double confidence)
    {
        Assert.That(() => Proportion.Wilson(successes, trials, confidence), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Proportion.ClopperPearson(successes, trials, confidence), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
