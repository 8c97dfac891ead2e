using EdgeReasoning.Performance;
using EdgeReasoning.Statistics;
using NUnit.Framework;

namespace EdgeReasoning.Evaluation;

public sealed class ConfigurationResultTests
{
    [Test]
    public void CompareWith_SameQuestions_TestsThePairs()
    {
        // 8 questions that only the first has right, 2 that only the second has: exact p = 2 * (1 + 10 + 45) / 1024.
        ConfigurationResult first = Result([.. Rights(8, 2, true)]), second = Result([.. Rights(8, 2, false)]);
        ConfigurationComparison comparison = first.CompareWith(second);
        Assert.Multiple(() =>
        {
            Assert.That(comparison.McNemar, Is.EqualTo(new McNemarResult(8, 2, 112 / 1024.0)).Using<McNemarResult>((x, y) => x.OnlyFirst == y.OnlyFirst && x.OnlySecond == y.OnlySecond && Math.Abs(x.PValue - y.PValue) < 1e-12));
            Assert.That(comparison.Accuracy.Estimate, Is.EqualTo(6 / 20.0).Within(1e-12));
            Assert.That(comparison.Accuracy.Interval.Contains(0.3), Is.True);
            Assert.That(comparison.Seconds!.Estimate, Is.Zero);
            Assert.That(first.CompareWith(second with { Device = "other" }).Seconds, Is.Null);
            Assert.That(first.CompareWith(second with { Timing = Provenance.Predicted }).Seconds, Is.Null);
        });
    }

    [Test]
    public void CompareWith_OtherQuestions_IsRefused()
    {
        ConfigurationResult result = Result([true, false]);
        Assert.That(() => result.CompareWith(Result([true])), Throws.ArgumentException.With.Message.Contains("different questions"));
    }

    [Test]
    public void SecondsEstimate_FewQuestions_IsMlPerfs()
    {
        ConfigurationResult result = Result([.. Enumerable.Repeat(true, 64)]);
        Assert.That(result.SecondsEstimate(0.9), Is.EqualTo(64), "of 64 queries the largest latency stands for the 90th percentile");
        Assert.That(Result([.. Enumerable.Repeat(true, 63)]).SecondsEstimate(0.9), Is.Null);
    }

    [Test]
    public void AccuracyWithin_Deadline_CountsWhatIsRightAndInTime()
    {
        // Question i takes i + 1 seconds.
        ConfigurationResult result = Result([true, false, true, true]);
        Assert.That(result.AccuracyWithin(TimeSpan.FromSeconds(3)), Is.EqualTo(0.5));
        Assert.That(result.AccuracyBootstrap(1).Estimate, Is.EqualTo(0.75));
    }

    [Test]
    public void Goodput_ServiceLevel_IsQuestionsASecondThatKeptIt()
    {
        ConfigurationResult result = Result([true, false, true, true]);
        Assert.That(result.Goodput(new ServiceLevel { EndToEnd = 2 }), Is.Null, "first tokens are unknown");
        result = result with { Outcomes = [.. result.Outcomes.Select(outcome => outcome with { FirstTokenSeconds = outcome.Seconds / 2 })] };
        Assert.That(result.Goodput(new ServiceLevel { EndToEnd = 2 }), Is.EqualTo(2 / 10.0).Within(1e-12));
        Assert.That(result.Goodput(new ServiceLevel { TimeToFirstToken = 1.5 }), Is.EqualTo(3 / 10.0).Within(1e-12));
        Assert.That(result.LatencyAt(100).TimePerOutputToken, Is.EqualTo(2 / 9.0).Within(1e-12));
        Assert.That(result.LatencyAt(100).InterToken, Is.Null);
    }

    [Test]
    public void Efficiency_PerThousandTokensAndPerJoule()
    {
        ConfigurationResult result = Result([true, false, true, true]);
        Assert.That(result.CorrectPerThousandThinkingTokens, Is.EqualTo(0.75 / 100 * 1000).Within(1e-12));
        Assert.That(result.JoulesPerCorrect, Is.EqualTo(4 * 5 / 3.0).Within(1e-12));
        Assert.That((result with { Outcomes = [result.Outcomes[0] with { ThinkingTokens = 0, Joules = null }] }) is { CorrectPerThousandThinkingTokens: null, JoulesPerCorrect: null }, Is.True);
    }

    private static IEnumerable<bool> Rights(int onlyFirst, int onlySecond, bool first)
        => Enumerable.Range(0, 20).Select(i => i < onlyFirst ? first : i < onlyFirst + onlySecond ? !first : i % 2 == 0);

    private static ConfigurationResult Result(bool[] rights) => new()
    {
        Configuration = Samples.Single(),
        Outcomes = [.. rights.Select((right, i) => new QuestionOutcome($"q{i}", right, 20, 100, 110, 10, 1, i + 1, 5))],
        Timing = Provenance.Measured,
        Device = "device",
    };
}
