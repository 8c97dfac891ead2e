using System.Text.Json;
using EdgeReasoning.Answers;
using NUnit.Framework;

namespace EdgeReasoning.Scaling;

/// <summary>The policies themselves against exact accuracies and expected samples of two answers, sampled one at a time.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class SequentialRulesTests
{
    private static readonly JsonElement Rows = ScalingData.Golden("sequential_rules.json");

    [Test]
    public void ScaleAsync_PublishedRule_HasTheGoldenAccuracyAndSamples(
        [Values("fixed", "decided", "ac95", "ac99", "ac95+decided", "evalue20", "unanimous4")] string rule,
        [Values(8, 16, 32, 40)] int samples)
    {
        foreach (SampleLaunch launch in Enum.GetValues<SampleLaunch>())
        {
            var options = new MajorityVoteOptions { Samples = samples, Launch = launch, Equality = AnswerEquality.Exact };
            ScalingPolicy policy = rule switch
            {
                "fixed" => new CountedVote(options, samples),
                "decided" => new CountedVote(options, samples, new StrictlyDecidedRule()),
                "ac95" => new CountedVote(options, samples, new PosteriorRule(0.95)),
                "ac99" => new CountedVote(options, samples, new PosteriorRule(0.99)),
                "ac95+decided" => new CountedVote(options, samples, new PosteriorRule(0.95), new StrictlyDecidedRule()),
                "evalue20" => new CountedVote(options, samples, new EValueRule(1 / 20.0)),
                _ => new CountedVote(options, samples, new UnanimousStartRule(4)),
            };
            Assert.That(Compare(policy, rule, samples, (golden, own) => Assert.That(own, Is.EqualTo(golden).Within(1e-9))), Is.AtLeast(2));
        }
    }

    [Test]
    public void ScaleAsync_PublicPolicy_IsAsAccurateWithFewerSamples(
        [Values("decided", "ac95+decided")] string rule, [Values(8, 16, 32, 40)] int samples)
    {
        ScalingPolicy policy = rule == "decided" ? ScalingPolicies.MajorityVote(samples) : ScalingPolicies.AdaptiveConsistency(samples);
        // The golden rules leave a tie open; here the earliest sample wins it, which settles a vote of two answers exactly one sample earlier.
        Compare(policy, rule, samples, (golden, own) => Assert.That(own, rule == "decided" ? Is.EqualTo(golden - 1).Within(1e-9) : Is.LessThan(golden)));
    }

    private static int Compare(ScalingPolicy policy, string rule, int samples, Action<double, double> samplesAre)
    {
        var walk = new Walk(policy, samples, 2, Walk.ByCounts);
        int compared = 0;
        foreach (JsonElement row in Rows.EnumerateArray().Where(row => row.GetProperty("rule").GetString() == rule && row.GetProperty("N").GetInt32() == samples))
        {
            double p = row.GetProperty("p").GetDouble();
            (double accuracy, double expected) = walk.Expect(p, 1 - p);
            Assert.That(accuracy, Is.EqualTo(row.GetProperty("pCorrectMode").GetDouble()).Within(1e-12), row.ToString());
            samplesAre(row.GetProperty("expectedSamples").GetDouble(), expected);
            compared++;
        }

        return compared;
    }
}
