using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Cost;

/// <summary>Acceptance checks 21 and 23: totals per question, the tail of the reply lengths, and cost.</summary>
public sealed class WorkloadChecks
{
    private static readonly SweepRow[] Final = [.. SweepData.Rows("mmlu_redux_totals.csv").Where(row => row.Text("set") is "final" or "final_NR")];

    [Test]
    public void Check21_EveryRow_HasTheTablesPerQuestionValues()
    {
        Assert.That(Final, Has.Length.EqualTo(30));
        foreach (SweepRow row in Final)
        {
            WorkloadTotals totals = Totals(row);
            Assert.Multiple(() =>
            {
                Assert.That(totals.SecondsPerQuestion, Is.EqualTo(row.Number("latency_s_per_q")).Within(1e-10).Percent);
                Assert.That(totals.JoulesPerQuestion, Is.EqualTo(row.Number("energy_j_per_q")).Within(1e-10).Percent);
                Assert.That(totals.ReplyTokensPerQuestion, Is.EqualTo(row.Number("avg_output_tokens")).Within(1e-10).Percent);
                Assert.That(totals.TokensPerSecond, Is.EqualTo(row.Number("tps_all_tokens")).Within(1e-10).Percent);
                Assert.That(totals.DecodeTokensPerSecond, Is.EqualTo(row.Number("tps_output_only")).Within(1e-10).Percent);
                Assert.That(totals.DecodeToPrefillRatio, Is.EqualTo(row.Number("decode_to_prefill_latency_ratio")).Within(1e-10).Percent);
                Assert.That(
                    CostModel.Artifact.PerMillionTokens(totals.PrefillSeconds + totals.DecodeSeconds, totals.PrefillJoules + totals.DecodeJoules, totals.PromptTokens + totals.ReplyTokens).Energy,
                    Is.EqualTo(row.Number("energy_usd_per_1m_tokens")).Within(1e-10).Percent);
            });
        }
    }

    [TestCase("DSR1-Qwen-14B", 259.01728, 7671.2006, 1317.792, 5.74236, 654.106)]
    [TestCase("DSR1-Qwen-1.5B-128t", 2.221315, 32.420792, 91.46, 117.5157, 38.22353)]
    [TestCase("L1-Max-128t", 1.019247, 13.341730, 40.677, 206.2863, 16.99765)]
    public void Check21_SpotValues_AreThose(string config, double seconds, double joules, double tokens, double tokensPerSecond, double ratio)
    {
        WorkloadTotals totals = Totals(Row(config));

        Assert.Multiple(() =>
        {
            Assert.That(totals.SecondsPerQuestion, Is.EqualTo(seconds).Within(1e-5));
            Assert.That(totals.JoulesPerQuestion, Is.EqualTo(joules).Within(5e-5));
            Assert.That(totals.ReplyTokensPerQuestion, Is.EqualTo(tokens).Within(5e-4));
            Assert.That(totals.TokensPerSecond, Is.EqualTo(tokensPerSecond).Within(5e-5));
            Assert.That(totals.DecodeToPrefillRatio, Is.EqualTo(ratio).Within(5e-4));
        });
    }

    [TestCase("DSR1-Qwen-1.5B", ArtifactModel.Qwen1B5, 24472, 0.5)]
    [TestCase("DSR1-LLama-8B", ArtifactModel.Llama8B, 19352, 0.5)]
    [TestCase("DSR1-Qwen-14B", ArtifactModel.Qwen14B, 16828, 0.5)]
    [TestCase("DSR1-Qwen-1.5B-128t", ArtifactModel.Qwen1B5, 119.06, 5e-3)]
    [TestCase("DSR1-Qwen-1.5B-256t", ArtifactModel.Qwen1B5, 212.02, 5e-3)]
    [TestCase("DSR1-LLama-8B-128t", ArtifactModel.Llama8B, 124.87, 5e-3)]
    [TestCase("DSR1-Qwen-14B-128t", ArtifactModel.Qwen14B, 137.47, 5e-3)]
    public void Check23_ImpliedTail_ShowsWhichRunsWereCut(string config, ArtifactModel model, double tokens, double tolerance)
        => Assert.That(
            Totals(Row(config)).ImpliedTailTokens(ArtifactCatalog.Profile(model, ArtifactMode.Compatible).Decode),
            Is.EqualTo(tokens).Within(tolerance));

    [TestCase(DecodeIntervals.BetweenTokens)]
    [TestCase(DecodeIntervals.EveryToken)]
    public void ImpliedTail_OfRepliesOfOneLength_IsThatLength(DecodeIntervals intervals)
    {
        DecodeLatencyModel decode = new() { SecondsPerStep = .02, SecondsPerContextToken = 1e-6, Intervals = intervals, FittedContextTokens = new TokenRange(0, 4096) };
        WorkloadTotals totals = new()
        {
            Questions = 7,
            PromptTokens = 7 * 100,
            ReplyTokens = 7 * 300,
            PrefillSeconds = 1,
            DecodeSeconds = 7 * decode.PredictSeconds(100, 300),
            Provenance = Provenance.Predicted,
        };

        Assert.That(totals.ImpliedTailTokens(decode), Is.EqualTo(300).Within(1e-6));
        Assert.That(totals.ImpliedTailTokens(decode with { SecondsPerContextToken = 0 }), Is.Null);
        Assert.That(totals.JoulesPerQuestion, Is.Null, "unknown energy is not 0");
    }

    private static SweepRow Row(string config) => Final.Single(row => row.Text("set") == "final" && row.Text("config") == config);

    private static WorkloadTotals Totals(SweepRow row) => new()
    {
        Questions = row.Whole("sample_size"),
        PromptTokens = row.Whole("input_tokens"),
        ReplyTokens = row.Whole("output_tokens"),
        PrefillSeconds = row.Number("input_latency"),
        DecodeSeconds = row.Number("output_latency"),
        PrefillJoules = row.Number("input_energy"),
        DecodeJoules = row.Number("output_energy"),
        Provenance = Provenance.Imported,
    };
}
