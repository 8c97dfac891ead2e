using EdgeReasoning.Inference;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Inference;

public sealed class SamplerTests
{
    private static readonly SamplingOptions Greedy = new() { Temperature = 0 };

    [Test]
    public void Sample_GreedyWithTies_TakesTheLowestToken()
    {
        float[] logits = RandomLogits.Normal(1000, seed: 1, deviation: 1);
        logits[700] = logits[300] = logits[999] = 50;
        Assert.That(Make(Greedy, logits.Length).Sample(logits), Is.EqualTo(new SampledToken(300)));
    }

    [Test]
    public void Sample_GreedyWithNegativeZero_TakesTheLowestToken()
    {
        float[] logits = [-1, -0f, 0f, -2];
        Assert.That(Make(Greedy, 4).Sample(logits).Token, Is.EqualTo(1));
    }

    [TestCase(1, 0)]
    [TestCase(1000, 0)]
    [TestCase(1000, 517)]
    [TestCase(1000, 999)]
    public void Sample_NaN_ThrowsNamingTheToken(int size, int token)
    {
        float[] logits = RandomLogits.Normal(size, seed: 1, deviation: 1);
        logits[token] = float.NaN;
        foreach (SamplingOptions options in new[] { Greedy, new(), new() { TopK = 5 }, new() { TopP = 1 }, new() { RepetitionPenalty = 2 } })
        {
            Sampler sampler = Make(options, size);
            sampler.Accept(token);
            Assert.That(() => sampler.Sample(logits), Throws.InvalidOperationException.With.Message.Contains($"token {token} of {size}"));
        }
    }

    [Test]
    public void Sample_NaNOfAForbiddenToken_StillThrows()
    {
        var options = new SamplingOptions { LogitBias = new Dictionary<int, float> { [1] = float.NegativeInfinity } };
        Assert.That(() => Make(options, 3).Sample([1, float.NaN, 2]), Throws.InvalidOperationException.With.Message.Contains("token 1 of 3"));
    }

    [Test]
    public void Sample_EverythingImpossible_Throws()
    {
        float[] logits = Enumerable.Repeat(float.NegativeInfinity, 300).ToArray();
        foreach (SamplingOptions options in new[] { Greedy, new(), new() { TopK = 5 }, new() { TopP = 1 } })
            Assert.That(() => Make(options, 300).Sample(logits), Throws.InvalidOperationException.With.Message.Contains("300 tokens are -∞"));
    }

    [Test]
    public void Sample_AfterAnError_GoesOnAsIfItHadNotBeen()
    {
        float[] logits = RandomLogits.Normal(200, seed: 1, deviation: 1);
        float[] broken = [.. logits];
        broken[150] = float.NaN;
        Sampler disturbed = Make(new(), 200), calm = Make(new(), 200);
        for (int i = 0; i < 20; i++)
        {
            Assert.That(() => disturbed.Sample(broken), Throws.InvalidOperationException);
            Assert.That(disturbed.Sample(logits), Is.EqualTo(calm.Sample(logits)));
        }
    }

    [Test]
    public void Sample_ForbiddenTokenWithInfiniteLogit_IsNotTaken()
    {
        var options = Greedy with { LogitBias = new Dictionary<int, float> { [0] = float.NegativeInfinity } };
        Assert.That(Make(options, 3).Sample([float.PositiveInfinity, 1, 2]).Token, Is.EqualTo(2));
    }

    [Test]
    public void Sample_LogitsAreOfAnotherVocabulary_Throws() =>
        Assert.That(() => Make(new(), 100).Sample(new float[99]), Throws.ArgumentException.With.Message.Contains("99 logits for a vocabulary of 100"));

    [Test]
    public void Sample_LeavesTheLogitsAsTheyAre()
    {
        float[] logits = RandomLogits.Normal(500, seed: 2, deviation: 2);
        float[] before = [.. logits];
        Sampler sampler = Make(new() { RepetitionPenalty = 1.4f, LogitBias = new Dictionary<int, float> { [3] = 1 }, LogProbabilities = true, ConfidenceTopK = 5 }, 500);
        for (int i = 0; i < 10; i++) sampler.Sample(logits);
        Assert.That(logits, Is.EqualTo(before));
    }

    [Test]
    public void Sample_SameSeed_GivesTheSameTokens_WhoeverElseUsesTheWorkspace()
    {
        float[] logits = RandomLogits.Normal(500, seed: 2, deviation: 2);
        var options = new SamplingOptions { RepetitionPenalty = 1.2f };
        var workspace = new SamplerWorkspace(1000);
        Sampler alone = Make(options, 500, seed: 8), first = new(options, 500, 8, workspace), second = new(options with { TopK = 9 }, 500, 9, workspace);
        for (int i = 0; i < 100; i++)
        {
            int token = first.Sample(logits).Token;
            second.Sample(logits);
            Assert.That(token, Is.EqualTo(alone.Sample(logits).Token));
        }
    }

    [Test]
    public void Sample_KnownSeed_GivesTheTokensItAlwaysGave()
    {
        // Pins the meaning of a seed, as a change makes stored runs impossible to repeat. The numbers are those of a Python program
        // with xoshiro256**, SplitMix64 and a sort.
        float[] logits = [.. Enumerable.Range(0, 64).Select(i => -0.1f * ((i * 37) % 64))];
        Sampler sampler = Make(new() { Temperature = 1, TopP = 0.95f }, 64, seed: 42);
        Assert.That(Enumerable.Range(0, 12).Select(_ => sampler.Sample(logits).Token), Is.EqualTo(new[] { 0, 52, 2, 49, 44, 9, 47, 16, 28, 40, 2, 7 }));
    }

    [Test]
    public void Sample_PenaltyWindow_ForgetsOlderTokens()
    {
        float[] logits = [3, 2, 1, 0.5f];
        Sampler sampler = Make(Greedy with { RepetitionPenalty = 10, PenaltyWindow = 2 }, 4);
        Assert.That(Enumerable.Range(0, 6).Select(_ => sampler.Sample(logits).Token), Is.EqualTo(new[] { 0, 1, 2, 0, 1, 2 }));
    }

    [Test]
    public void Fork_HasTheHistoryAndGoesItsOwnWay()
    {
        float[] logits = [3, 2.9f, 2.8f, 1];
        Sampler trunk = Make(Greedy with { RepetitionPenalty = 10 }, 4);
        trunk.Accept(0);
        Sampler fork = trunk.Fork(seed: 2);
        fork.Accept(1);
        Assert.That(fork.Sample(logits).Token, Is.EqualTo(2));
        Assert.That(trunk.Sample(logits).Token, Is.EqualTo(1));
    }

    [Test]
    public void Fork_WithTheSeedOfAFreshSampler_DrawsTheSame()
    {
        float[] logits = RandomLogits.Normal(500, seed: 2, deviation: 2);
        Sampler used = Make(new(), 500, seed: 1), fresh = Make(new(), 500, seed: 6);
        used.Sample(logits);
        Sampler fork = used.Fork(seed: 6);
        for (int i = 0; i < 50; i++) Assert.That(fork.Sample(logits), Is.EqualTo(fresh.Sample(logits)));
    }

    [TestCase(-1)]
    [TestCase(100)]
    public void Accept_TokenOutsideTheVocabulary_Throws(int token) =>
        Assert.That(() => Make(new(), 100).Accept(token), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Constructor_BadArguments_Throws()
    {
        var workspace = new SamplerWorkspace(10);
        Assert.That(() => new Sampler(null!, 10, 0, workspace), Throws.ArgumentNullException);
        Assert.That(() => new Sampler(new(), 10, 0, null!), Throws.ArgumentNullException);
        Assert.That(() => new Sampler(new(), 0, 0, workspace), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new Sampler(new() { Temperature = float.NaN }, 10, 0, workspace), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new Sampler(new(), 11, 0, workspace), Throws.ArgumentException.With.Message.Contains("10 tokens; the vocabulary has 11"));
        Assert.That(
            () => new Sampler(new() { LogitBias = new Dictionary<int, float> { [10] = 1 } }, 10, 0, workspace),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("token 10").And.Message.Contains("10 tokens"));
        Assert.That(() => new SamplerWorkspace(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Sample_AThousandTimes_AllocatesNothing()
    {
        float[] logits = RandomLogits.Normal(20_000, seed: 2, deviation: 2);
        logits[5] = float.NegativeInfinity;
        float[] flat = new float[20_000];
        var everything = new SamplingOptions
        {
            TopK = 300, MinP = 0.001f, RepetitionPenalty = 1.1f, LogProbabilities = true, ConfidenceTopK = 20,
            LogitBias = new Dictionary<int, float> { [1] = 2, [2] = float.NegativeInfinity },
        };
        Sampler[] samplers = [.. new[] { Greedy, new(), new() { TopP = 1 }, new() { TopK = 40 }, everything }.Select(options => Make(options, logits.Length))];
        Run(2);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(100);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Run(int times)
        {
            foreach (Sampler sampler in samplers)
            {
                for (int i = 0; i < times; i++)
                {
                    sampler.Sample(logits);
                    sampler.Sample(flat);
                }
            }
        }
    }

    private static Sampler Make(SamplingOptions options, int vocabularySize, ulong seed = 1) =>
        new(options, vocabularySize, seed, new SamplerWorkspace(vocabularySize));
}
