using EdgeReasoning.Inference;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Inference;

/// <summary>Draws at fixed seeds against the closed form of the distribution.</summary>
public sealed class SamplerDistributionTests
{
    private const int Draws = 40_000;

    private static IEnumerable<TestCaseData> Settings()
    {
        var plain = new SamplingOptions { Temperature = 1, TopP = 1 };
        yield return new TestCaseData(plain).SetArgDisplayNames("temperature 1");
        yield return new TestCaseData(plain with { Temperature = 0.6f }).SetArgDisplayNames("temperature 0.6");
        yield return new TestCaseData(plain with { Temperature = 3f }).SetArgDisplayNames("temperature 3");
        yield return new TestCaseData(plain with { TopK = 1 }).SetArgDisplayNames("top-k 1");
        yield return new TestCaseData(plain with { TopK = 7 }).SetArgDisplayNames("top-k 7");
        yield return new TestCaseData(plain with { TopP = 0.9f }).SetArgDisplayNames("top-p 0.9");
        yield return new TestCaseData(plain with { TopP = 1e-6f }).SetArgDisplayNames("top-p 0.000001");
        yield return new TestCaseData(plain with { MinP = 0.1f }).SetArgDisplayNames("min-p 0.1");
        yield return new TestCaseData(plain with { RepetitionPenalty = 1.3f }).SetArgDisplayNames("penalty 1.3");
        yield return new TestCaseData(plain with { RepetitionPenalty = 0.5f, PenaltyWindow = 2 }).SetArgDisplayNames("penalty 0.5 of 2");
        yield return new TestCaseData(plain with { LogitBias = Bias() }).SetArgDisplayNames("bias");
        yield return new TestCaseData(new SamplingOptions()).SetArgDisplayNames("defaults");
        yield return new TestCaseData(new SamplingOptions { TopK = 40, MinP = 0.02f }).SetArgDisplayNames("top-k, top-p, min-p");
        yield return new TestCaseData(new SamplingOptions { TopK = 20, TopP = 0.8f, RepetitionPenalty = 1.2f, LogitBias = Bias() }).SetArgDisplayNames("everything");
    }

    private static Dictionary<int, float> Bias() => new() { [0] = float.NegativeInfinity, [3] = 2.5f, [17] = -4f };

    [TestCaseSource(nameof(Settings))]
    public void Sample_ManyDraws_FollowTheClosedForm(SamplingOptions options)
    {
        float[] logits = RandomLogits.Normal(150, seed: 7, deviation: 2);
        int[] history = [3, 90, 3, 12];
        double[] expected = ReferenceSampler.Probabilities(logits, options, history)!;

        var workspace = new SamplerWorkspace(logits.Length);
        var counts = new int[logits.Length];
        var before = new Sampler(options, logits.Length, seed: 1, workspace);
        foreach (int token in history) before.Accept(token);
        // A fork for every draw, so that the penalty sees the same history each time.
        for (int i = 0; i < Draws; i++) counts[before.Fork((ulong)i).Sample(logits).Token]++;

        Assert.That(ChiSquared.PValue(counts, expected), Is.GreaterThan(1e-3));
    }

    [Test]
    public void Sample_OneSamplerManyDraws_FollowsTheClosedForm()
    {
        float[] logits = RandomLogits.Normal(1000, seed: 11, deviation: 3);
        var options = new SamplingOptions { Temperature = 0.8f, TopP = 0.97f };
        var sampler = new Sampler(options, logits.Length, seed: 5, new SamplerWorkspace(logits.Length));
        var counts = new int[logits.Length];
        for (int i = 0; i < Draws; i++) counts[sampler.Sample(logits).Token]++;

        Assert.That(ChiSquared.PValue(counts, ReferenceSampler.Probabilities(logits, options)!), Is.GreaterThan(1e-3));
    }

    [Test]
    public void PValue_OfAWrongDistribution_IsSmall()
    {
        // The test above must be able to fail: draws at temperature 0.85 are not those at 0.8.
        float[] logits = RandomLogits.Normal(1000, seed: 11, deviation: 3);
        var options = new SamplingOptions { Temperature = 0.85f, TopP = 0.97f };
        var sampler = new Sampler(options, logits.Length, seed: 5, new SamplerWorkspace(logits.Length));
        var counts = new int[logits.Length];
        for (int i = 0; i < Draws; i++) counts[sampler.Sample(logits).Token]++;

        Assert.That(ChiSquared.PValue(counts, ReferenceSampler.Probabilities(logits, options with { Temperature = 0.8f })!), Is.LessThan(1e-6));
    }
}
