using EdgeReasoning.Inference;
using EdgeReasoning.Inference.Sampling;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Inference;

/// <summary>The same tokens left in the draw, and the same one drawn, as by the sampler that sorts everything.</summary>
public sealed class SamplerReferenceTests
{
    private static readonly int[] Sizes = [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 127, 128, 129, 255, 257, 1000, 4099];

    private static readonly SamplingOptions Plain = new() { Temperature = 1, TopP = 1 };

    private static readonly SamplingOptions[] Settings =
    [
        new(),
        Plain,
        Plain with { Temperature = 0 },
        Plain with { Temperature = 0.05f },
        Plain with { Temperature = 1e-30f },
        Plain with { Temperature = 50f },
        Plain with { TopK = 1 },
        Plain with { TopK = 3 },
        Plain with { TopK = 40 },
        Plain with { TopK = 700 },
        Plain with { TopK = int.MaxValue },
        Plain with { TopP = 0.01f },
        Plain with { TopP = 0.5f },
        Plain with { TopP = 0.999f },
        Plain with { MinP = 0.05f },
        Plain with { MinP = 0.9f },
        Plain with { RepetitionPenalty = 1.5f },
        Plain with { RepetitionPenalty = 0.7f, PenaltyWindow = 1 },
        new() { TopK = 40, TopP = 0.9f, MinP = 0.1f, Temperature = 1.3f },
        new() { TopK = 10, RepetitionPenalty = 1.1f, PenaltyWindow = 5 },
    ];

    [TestCaseSource(nameof(Settings))]
    public void Sample_RandomLogits_DrawsAsTheReference(SamplingOptions options)
    {
        foreach (int size in Sizes)
        {
            for (int seed = 0; seed < 12; seed++)
            {
                float[] logits = (seed % 3) switch
                {
                    0 => RandomLogits.Normal(size, seed, deviation: 0.1 + seed),
                    1 => RandomLogits.Tied(size, seed),
                    _ => [.. RandomLogits.Normal(size, seed, deviation: 3).Select(x => x < -1 ? float.NegativeInfinity : x + 5)],
                };
                logits[0] = Math.Max(logits[0], 0);   // at least one token is possible
                AssertDrawsAsReference(logits, options, (ulong)(seed + size));
            }
        }
    }

    [Test]
    public void Sample_BiasAndPenaltyTogether_DrawsAsTheReference()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            float[] logits = RandomLogits.Normal(random.Next(1, 600), seed, deviation: 3);
            var bias = new Dictionary<int, float>();
            for (int i = 1; i < logits.Length && i < 20; i++)
                bias[random.Next(1, logits.Length)] = random.Next(3) == 0 ? float.NegativeInfinity : (float)(4 * random.NextDouble() - 2);
            var options = new SamplingOptions
            {
                Temperature = 0.2f + random.NextSingle(),
                TopK = random.Next(50),
                TopP = 1 - (0.9f * random.NextSingle()),
                MinP = 0.2f * random.NextSingle(),
                RepetitionPenalty = 0.5f + random.NextSingle(),
                PenaltyWindow = random.Next(1, 40),
                LogitBias = bias,
            };
            AssertDrawsAsReference(logits, options, (ulong)seed);
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(333)]
    public void Sample_InfiniteLogits_SharesEvenlyAmongThem(int infinite)
    {
        float[] logits = RandomLogits.Normal(1000, seed: 3, deviation: 2);
        for (int i = 0; i < infinite; i++) logits[3 * i] = float.PositiveInfinity;
        foreach (SamplingOptions options in Settings.Where(o => o.RepetitionPenalty == 1))
            AssertDrawsAsReference(logits, options, seed: 9);
    }

    [Test]
    public void Sample_UniformLogits_KeepsTheFewestLowestTokens()
    {
        float[] logits = Enumerable.Repeat(1.25f, 20_000).ToArray();
        AssertDrawsAsReference(logits, Plain with { TopP = 0.4999f }, seed: 4);
        AssertDrawsAsReference(logits, Plain with { TopK = 1001 }, seed: 4);
        AssertDrawsAsReference(logits, Plain, seed: 4);
    }

    [Test]
    public void Sample_AscendingLogits_DrawsAsTheReference()
    {
        float[] logits = [.. Enumerable.Range(0, 6_000).Select(i => i * 5e-4f)];
        foreach (SamplingOptions options in Settings) AssertDrawsAsReference(logits, options, seed: 2);
        Array.Reverse(logits);
        foreach (SamplingOptions options in Settings) AssertDrawsAsReference(logits, options, seed: 2);
    }

    private static void AssertDrawsAsReference(float[] logits, SamplingOptions options, ulong seed)
    {
        var workspace = new SamplerWorkspace(logits.Length + 5);
        var sampler = new Sampler(options, logits.Length, seed, workspace);
        var random = new Xoshiro256(seed);
        var history = new List<int>();
        for (int i = 0; i < 8; i++)
        {
            int forced = (int)((seed + (ulong)i) % (ulong)logits.Length);
            sampler.Accept(forced);
            history.Add(forced);

            double[]? probabilities = ReferenceSampler.Probabilities(logits, options, [.. history]);
            int token = sampler.Sample(logits).Token;
            history.Add(token);
            double share = options.Temperature == 0 ? 0.5 : random.NextDouble();
            if (probabilities is null) continue;   // the reference itself cannot tell where to cut

            bool truncates = options.TopP < 1 || options.MinP > 0 || (options.TopK > 0 && options.TopK < logits.Length);
            if (truncates && options.Temperature > 0)
                Assert.That(workspace.Candidates.Keys.ToArray().Select(CandidateKey.Token).Order(), Is.EqualTo(Enumerable.Range(0, logits.Length).Where(t => probabilities[t] > 0)));
            AssertIsAt(share, token, probabilities, descending: truncates);
        }
    }

    // The stretch that the token has of the cumulative distribution holds the share: laid in descending order where something was
    // truncated, in the order of the tokens' numbers where nothing was.
    private static void AssertIsAt(double share, int token, double[] probabilities, bool descending)
    {
        Assert.That(probabilities[token], Is.GreaterThan(0), "a token that is not in the draw");
        double from = Enumerable.Range(0, probabilities.Length)
            .Where(t => descending ? probabilities[t] > probabilities[token] || (probabilities[t] == probabilities[token] && t < token) : t < token)
            .Sum(t => probabilities[t]);
        Assert.That(share, Is.InRange(from - 1e-6, from + probabilities[token] + 1e-6));
    }
}
