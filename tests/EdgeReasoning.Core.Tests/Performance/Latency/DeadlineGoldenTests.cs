using System.Text.Json;
using EdgeReasoning.Inference;
using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Latency;

/// <summary>deadline_budget.json: latency, deadlines turned into tokens, re-planning, answer reserve, parallel replies.</summary>
public sealed class DeadlineGoldenTests
{
    private static readonly JsonElement Golden = SweepData.Json("deadline_budget.json");

    private static LatencyModel Latency(JsonElement row)
        => ArtifactCatalog.Profile(SweepData.Models.Single(model => model.Name == row.GetProperty("model").GetString()).Model, ArtifactMode.Compatible).Latency();

    [Test]
    public void Latency_EveryRow_IsExact()
    {
        foreach (JsonElement row in Golden.GetProperty("latency").EnumerateArray())
        {
            LatencyModel latency = Latency(row);
            (int prompt, int reply) = (row.GetProperty("I").GetInt32(), row.GetProperty("O").GetInt32());
            Assert.That(latency.Prefill.PredictSeconds(prompt), Is.EqualTo(row.GetProperty("prefill").GetDouble()).Within(1e-10).Percent, row.ToString());
            Assert.That(latency.Decode.PredictSeconds(prompt, reply), Is.EqualTo(row.GetProperty("decode").GetDouble()).Within(1e-10).Percent, row.ToString());
            Assert.That(latency.PredictSeconds(prompt, reply), Is.EqualTo(row.GetProperty("total").GetDouble()).Within(1e-10).Percent, row.ToString());
        }
    }

    [Test]
    public void MaxReplyTokens_EveryCase_IsTheExactInteger()
    {
        JsonElement[] rows = [.. Golden.GetProperty("cases").EnumerateArray()];
        Assert.That(rows, Has.Length.EqualTo(54));
        foreach (JsonElement row in rows)
        {
            LatencyModel latency = Latency(row);
            int prompt = row.GetProperty("I").GetInt32();
            int tokens = latency.MaxReplyTokens(prompt, row.GetProperty("deadline").GetDouble());
            Assert.That(tokens, Is.EqualTo(row.GetProperty("maxTokens").GetInt32()), row.ToString());
            Assert.That(latency.PredictSeconds(prompt, tokens + 1), Is.EqualTo(row.GetProperty("totalAtNext").GetDouble()).Within(1e-10).Percent, row.ToString());
        }
    }

    [Test]
    public void RemainingReplyTokens_AfterSomeWereGenerated_IsTheExactInteger()
    {
        foreach (JsonElement row in Golden.GetProperty("replan").EnumerateArray())
        {
            LatencyModel latency = Latency(row);
            int prompt = row.GetProperty("I").GetInt32();
            Assert.That(latency.MaxReplyTokens(prompt, row.GetProperty("deadline").GetDouble()), Is.EqualTo(row.GetProperty("full").GetInt32()));
            Assert.That(
                latency.RemainingReplyTokens(prompt, row.GetProperty("after").GetInt32(), row.GetProperty("leftSeconds").GetDouble()),
                Is.EqualTo(row.GetProperty("remaining").GetInt32()),
                row.ToString());
        }
    }

    [Test]
    public void MaxReplyTokens_AgainstAConstantPace_DiffersBothWays()
    {
        foreach (JsonElement row in Golden.GetProperty("naive").EnumerateArray())
        {
            LatencyModel latency = Latency(row);
            (int prompt, double deadline) = (row.GetProperty("I").GetInt32(), row.GetProperty("D").GetDouble());
            int naive = (int)(0.8 * deadline / latency.Decode.SecondsPerStep);
            Assert.That(naive, Is.EqualTo(row.GetProperty("naive").GetInt32()));
            Assert.That(latency.MaxReplyTokens(prompt, deadline), Is.EqualTo(row.GetProperty("exact").GetInt32()));
            Assert.That(latency.PredictSeconds(prompt, naive), Is.EqualTo(row.GetProperty("naiveLatency").GetDouble()).Within(1e-10).Percent);
        }
    }

    [Test]
    public void Reserve_EveryRow_KeepsTheAnswersTokens()
    {
        foreach (JsonElement row in Golden.GetProperty("split").EnumerateArray())
        {
            Assert.That(
                ReplySplit.Reserve(row.GetProperty("T").GetInt32(), row.GetProperty("reserve").GetInt32()),
                Is.EqualTo(new ReplySplit(row.GetProperty("thinking").GetInt32(), row.GetProperty("answer").GetInt32())));
        }
    }

    [Test]
    public void MaxReplyTokens_ManySequences_IsTheExactInteger()
    {
        JsonElement[] rows = [.. Golden.GetProperty("parallel").EnumerateArray()];
        Assert.That(rows, Has.Length.EqualTo(36));
        foreach (JsonElement row in rows)
        {
            LatencyModel single = Latency(row);
            DecodeLatencyModel decode = single.Decode;
            LatencyModel latency = single with
            {
                Parallel = new ParallelDecodeModel
                {
                    Layout = KvLayout.Separate,
                    Intervals = DecodeIntervals.EveryToken,
                    SecondsPerAttendedToken = decode.SecondsPerContextToken,
                    Costs = [.. Slowdowns.Select(pair => new SequenceCost(pair.Sequences, decode.SecondsPerStep * pair.Slowdown))],
                },
            };
            Assert.That(
                latency.MaxReplyTokens(row.GetProperty("I").GetInt32(), row.GetProperty("deadline").GetDouble(), row.GetProperty("k").GetInt32()),
                Is.EqualTo(row.GetProperty("tokensPerSample").GetInt32()),
                row.ToString());
        }
    }

    private static IEnumerable<(int Sequences, double Slowdown)> Slowdowns
        => [(1, 1), (2, 1.06), (4, 1.15), (8, 1.33), (16, 1.75), (32, 2.6)];
}
