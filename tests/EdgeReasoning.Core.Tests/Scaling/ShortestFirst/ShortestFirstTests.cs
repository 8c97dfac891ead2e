using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Scaling;

public sealed class ShortestFirstTests
{
    [Test]
    public void ScaleAsync_Golden_HasItsAnswerStepsAndTokens()
    {
        foreach (JsonElement row in ScalingData.Golden("majority.json", "Statistics").GetProperty("short_mk").EnumerateArray())
        {
            string[] traces = [.. row.GetProperty("traces").EnumerateArray().Select(t => $"{t[1].GetString()}:{t[0].GetInt32()}")];
            RecordedTraces source = ScalingData.Source(string.Join(' ', traces)), all = ScalingData.Source(string.Join(' ', traces));
            ScalingOutcome outcome = ScalingPolicies.ShortestFirst(traces.Length, row.GetProperty("m").GetInt32()).Run(source);
            Assert.That(outcome.Answer, Is.EqualTo(row.GetProperty("answer").GetString()));
            Assert.That(source.Steps, Is.EqualTo(row.GetProperty("steps").GetInt64()), row.ToString());
            Assert.That(source.OutputTokens, Is.EqualTo(row.GetProperty("tokens").GetInt64()));

            new CountedVote(new MajorityVoteOptions(), traces.Length).Run(all);
            Assert.That(all.Steps, Is.EqualTo(row.GetProperty("majoritySteps").GetInt64()));
            Assert.That(all.OutputTokens, Is.EqualTo(row.GetProperty("majorityAllTokens").GetInt64()));
        }
    }

    [Test]
    public void ScaleAsync_Tie_GoesToTheShortest()
    {
        ScalingOutcome outcome = ScalingPolicies.ShortestFirst(4, 4).Run(ScalingData.Source("A:9 B:3 A:5 B:8"));
        Assert.That((outcome.Answer, outcome.Sample), Is.EqualTo(("B", 1)));
        Assert.That(outcome.Counts.Select(count => count.FirstSample), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void ScaleAsync_FinishersAgree_DoesNotWaitForTheRest()
    {
        RecordedTraces source = ScalingData.Source("A:1 A:2 A:3 B:9 B:9");
        Assert.That(ScalingPolicies.ShortestFirst(5, 5).Run(source).Answer, Is.EqualTo("A"));
        Assert.That(source.Steps, Is.EqualTo(3));
    }

    [Test]
    public void ShortestFirst_WrongNumbers_Throw()
    {
        Assert.That(() => ScalingPolicies.ShortestFirst(0, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.ShortestFirst(4, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.ShortestFirst(4, 5), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
