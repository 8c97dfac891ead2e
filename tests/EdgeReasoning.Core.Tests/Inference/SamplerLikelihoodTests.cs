using System.Text.Json;
using EdgeReasoning.Inference;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Inference;

public sealed class SamplerLikelihoodTests
{
    [TestCase(0f, 1f)]
    [TestCase(1f, 1f)]
    [TestCase(0.3f, 1.8f)]
    public void Sample_LogProbabilities_AreThoseOfTheRawLogits(float temperature, float penalty)
    {
        float[] logits = RandomLogits.Normal(5003, seed: 4, deviation: 3);
        double[] expected = ReferenceSampler.LogProbabilities(logits);
        var options = new SamplingOptions
        {
            Temperature = temperature, TopK = 50, RepetitionPenalty = penalty, LogProbabilities = true,
            LogitBias = new Dictionary<int, float> { [7] = 20 },
        };
        var sampler = new Sampler(options, logits.Length, 1, new SamplerWorkspace(logits.Length));
        for (int i = 0; i < 50; i++)
        {
            SampledToken sampled = sampler.Sample(logits);
            Assert.That(sampled.LogProbability, Is.EqualTo(expected[sampled.Token]).Within(2e-6 * Math.Abs(expected[sampled.Token])));
            Assert.That(sampled.Confidence, Is.Null);
        }
    }

    [Test]
    public void Sample_NotAskedFor_LeavesThemNull()
    {
        SampledToken sampled = new Sampler(new(), 3, 1, new SamplerWorkspace(3)).Sample([1, 2, 3]);
        Assert.That((sampled.LogProbability, sampled.Confidence), Is.EqualTo(((float?)null, (float?)null)));
    }

    [Test]
    public void Sample_Confidence_IsThatOfTheGoldenVector()
    {
        // Data/deepconf-token.json: token confidence after DeepConf (arXiv 2508.15260), computed in full precision elsewhere.
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Inference", "Data", "deepconf-token.json")));
        float[] logits = [.. golden.RootElement.GetProperty("logits").EnumerateArray().Select(x => x.GetSingle())];
        double[] logProbabilities = [.. golden.RootElement.GetProperty("logprobs").EnumerateArray().Select(x => x.GetDouble())];
        foreach (JsonProperty expected in golden.RootElement.GetProperty("conf").EnumerateObject())
        {
            var options = new SamplingOptions { ConfidenceTopK = int.Parse(expected.Name, null), LogProbabilities = true };
            SampledToken sampled = new Sampler(options, logits.Length, 1, new SamplerWorkspace(logits.Length)).Sample(logits);
            Assert.That(sampled.Confidence, Is.EqualTo(expected.Value.GetDouble()).Within(1e-6));
            Assert.That(sampled.LogProbability, Is.EqualTo(logProbabilities[sampled.Token]).Within(1e-6));
        }
    }

    [TestCase(1)]
    [TestCase(20)]
    [TestCase(900)]
    [TestCase(100_000)]
    public void Sample_ConfidenceOfManyTokens_IsThatOfTheReference(int topK)
    {
        float[] logits = RandomLogits.Normal(30_011, seed: 4, deviation: 2.5);
        double expected = -ReferenceSampler.LogProbabilities(logits).OrderDescending().Take(topK).Average();
        var sampler = new Sampler(new() { ConfidenceTopK = topK, RepetitionPenalty = 1.5f }, logits.Length, 1, new SamplerWorkspace(logits.Length));
        for (int i = 0; i < 5; i++)
            Assert.That(sampler.Sample(logits).Confidence, Is.EqualTo(expected).Within(1e-6 * expected));
    }

    [Test]
    public void Sample_ConfidenceWithImpossibleTokens_IsTheMeanOfThePossibleOnes()
    {
        float[] logits = [0, float.NegativeInfinity, 0, float.NegativeInfinity];
        SampledToken sampled = new Sampler(new() { ConfidenceTopK = 4 }, 4, 1, new SamplerWorkspace(4)).Sample(logits);
        Assert.That(sampled.Confidence, Is.EqualTo(MathF.Log(2)).Within(1e-6));
    }

    [Test]
    public void Sample_InfiniteLogits_AreTheLimit()
    {
        float[] logits = [float.PositiveInfinity, 3, float.PositiveInfinity, 1];
        SampledToken sampled = new Sampler(new() { ConfidenceTopK = 2, LogProbabilities = true }, 4, 1, new SamplerWorkspace(4)).Sample(logits);
        Assert.That(sampled.LogProbability, Is.EqualTo(-MathF.Log(2)).Within(1e-6));
        Assert.That(sampled.Confidence, Is.EqualTo(MathF.Log(2)).Within(1e-6));
    }

    [Test]
    public void Sample_CertainToken_HasLogProbabilityZero()
    {
        float[] logits = [100, 0, 0];
        Assert.That(new Sampler(new() { LogProbabilities = true }, 3, 1, new SamplerWorkspace(3)).Sample(logits).LogProbability, Is.Zero);
    }
}
