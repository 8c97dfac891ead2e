using EdgeReasoning.Answers;
using EdgeReasoning.Inference;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

/// <summary>Scaling policies on the tiny model: what stopping saves, and what leaving traces frees.</summary>
[NonParallelizable]
public sealed class ScalingTests
{
    private static readonly SamplingOptions Greedy = new() { Temperature = 0 };
    private static readonly SamplingOptions Lively = new() { Temperature = 1.3f, TopP = 1 };

    // The tiny model cannot spell "Wait"; its own word for a further step is a semicolon.
    private const string Again = ";";

    private ReasoningEngine _engine = null!;

    [OneTimeSetUp]
    public async Task Load() => _engine = await LlamaCppEngine.LoadAsync(
        TinyModels.PrototypeReasoner,
        new LlamaCppOptions { Threads = 1 },
        new ReasoningEngineOptions { MaxParallelTraces = 32, SequenceTokens = 128, Layout = KvLayout.Separate });

    [OneTimeTearDown]
    public async Task Unload() => await _engine.DisposeAsync();

    [TestCase(SampleLaunch.AsNeeded)]
    [TestCase(SampleLaunch.AllAtOnce)]
    public async Task MajorityVote_StoppingWhenDecided_AnswersAsAllSixteenForFewerTokens(SampleLaunch launch)
    {
        ScalingPolicy stopping = ScalingPolicies.MajorityVote(new MajorityVoteOptions { Samples = 16, Launch = launch });
        int stopped = 0, all = 0;
        for (int i = 0; i < 24; i++)
        {
            string question = Question(i);
            ReasoningResult sixteen = await Ask(question, new FixedVote(16), (ulong)i), fewer = await Ask(question, stopping, (ulong)i);
            Assert.That(AnswerEquality.Mathematical.Equals(fewer.Vote.Answer, sixteen.Vote.Answer), Is.True, question);
            // Cut or whole, the trace of a seed is the same.
            foreach (Trace trace in fewer.Traces) Assert.That(trace.Tokens, Is.EqualTo(sixteen.Traces[trace.Index].Tokens.Take(trace.Tokens.Count)), question);
            stopped += fewer.Usage.OutputTokens;
            all += sixteen.Usage.OutputTokens;
        }

        Assert.That(stopped, Is.LessThan(all));
        if (launch == SampleLaunch.AsNeeded) Assert.That(stopped, Is.LessThan(0.7 * all));
    }

    [Test]
    public async Task EveryPolicy_OnTheModel_AnswersAndFreesItsTraces()
    {
        ScalingPolicy[] policies =
        [
            ScalingPolicies.Single, ScalingPolicies.MajorityVote(5), ScalingPolicies.ShortestFirst(6, 2), ScalingPolicies.AdaptiveConsistency(12),
            ScalingPolicies.EarlyStopping(12, 3), ScalingPolicies.PredictiveStop(12), ScalingPolicies.CertifiedVote(12), ScalingPolicies.DeepConf(6),
            ScalingPolicies.DeepConfOnline(12, 4), ScalingPolicies.BestOf(4, (trace, _) => ValueTask.FromResult(-(double)trace.Usage.OutputTokens)),
            ScalingPolicies.NoThinking(5), ScalingPolicies.Revision(1, text: Again), ScalingPolicies.Revision(1, 3, Again),
        ];
        foreach (ScalingPolicy policy in policies)
        {
            ReasoningResult result = await Ask(Question(3), policy, 7);
            Assert.That(result.Vote.Answer, Is.Not.Null, policy.ToString());
            Assert.That(result.Chosen.Index, Is.EqualTo(result.Vote.Sample));
        }

        await IsFreed();
    }

    [Test]
    public async Task NoThinking_EveryTrace_AnswersAtOnce()
    {
        ReasoningResult result = await Ask(Question(1), ScalingPolicies.NoThinking(5), 1);
        Assert.That(result.Usage.ThinkingTokens, Is.Zero);
    }

    [Test]
    public async Task Revision_Rounds_WriteTheTextIntoTheThinking()
    {
        ReasoningResult result = await Ask(Question(1), ScalingPolicies.Revision(2, 2, Again), 1, Greedy);
        Assert.That(result.Traces, Has.All.Matches<Trace>(trace => trace!.Interventions.Count(i => i.Kind == InterventionKind.Extend) == 2));
    }

    [Test]
    public async Task DeepConfOnline_LaterTraces_AreClosedAndStillVote()
    {
        // All but the surest tenth of the first wave would have been closed, so most of the later ones are.
        ScalingPolicy policy = ScalingPolicies.DeepConfOnline(new DeepConfOnlineOptions { MaxSamples = 16, Warmup = 8, Keep = 0.1, Window = 4, Consensus = 1 });
        var closed = new List<Trace>();
        for (int i = 0; i < 12; i++)
        {
            ReasoningResult result = await Ask(Question(i), policy, (ulong)i);
            Assert.That(result.Traces.Take(8), Has.None.Matches<Trace>(trace => trace!.ThinkingStop == StopReason.Confidence));
            closed.AddRange(result.Traces.Where(trace => trace.ThinkingStop == StopReason.Confidence));
            Assert.That(result.Vote.Valid + result.Vote.Unparsed, Is.EqualTo(result.Traces.Count(trace => trace.StopReason != StopReason.Outvoted)));
        }

        Assert.That(closed, Is.Not.Empty);
        Assert.That(closed.Count(trace => trace.Extracted is not null), Is.GreaterThan(closed.Count / 2));
    }

    [Test]
    public async Task SampleAsync_HalfOfThirtyTwoLeftAtRandom_LeaksNothingAndChangesNoSurvivor()
    {
        // Two requests of 16 traces at a time share the batch: one is greedy and stays, the other is left at a random moment, by its caller or by its policy.
        const int pairs = 500;
        var random = new Random(6);
        string[] questions = [.. Enumerable.Range(0, 15).Where(i => i % 3 != 0).Select(Question)];
        var alone = new List<IReadOnlyList<int>>();
        foreach (string question in questions) alone.Add((await Ask(question, ScalingPolicies.Single, 0, Greedy)).Chosen.Tokens);

        for (int i = 0; i < pairs; i++)
        {
            Task<ReasoningResult> survivor = Ask(questions[i % questions.Length], new FixedVote(16), (ulong)i, Greedy);
            if (i % 2 == 0) await LeaveAfter(questions[random.Next(questions.Length)], random.Next(1, 60), (ulong)i);
            else await Ask(questions[random.Next(questions.Length)], ScalingPolicies.ShortestFirst(16, random.Next(1, 3)), (ulong)i);
            ReasoningResult result = await survivor;
            Assert.That(result.Traces, Has.Count.EqualTo(16));
            foreach (Trace trace in result.Traces) Assert.That(trace.Tokens, Is.EqualTo(alone[i % questions.Length]), $"pair {i}, trace {trace.Index}");
        }

        await IsFreed();
    }

    private async Task LeaveAfter(string question, int updates, ulong seed)
    {
        var options = new ReasoningOptions { Scaling = new FixedVote(16), Seed = seed, Sampling = Lively };
        await foreach (ReasoningUpdate _ in _engine.StreamAsync(question, options))
        {
            if (--updates == 0) break;
        }
    }

    private Task<ReasoningResult> Ask(string question, ScalingPolicy policy, ulong seed, SamplingOptions? sampling = null) =>
        _engine.ReasonAsync(question, new ReasoningOptions { Scaling = policy, Seed = seed, Sampling = sampling ?? Lively, Extractor = AnswerExtractors.Number });

    private async Task IsFreed()
    {
        for (var i = 0; i < 3000 && _engine.Unused.Sequences < 32; i++) await Task.Delay(10);
        Assert.That(_engine.Unused, Is.EqualTo((32, _engine.Limits.CapacityTokens)));
    }

    private static string Question(int number) => (number % 3) switch
    {
        0 => $"Gus has {10 + number} coins. Gus gives {1 + number % 8}. Gus doubles. How many?",
        1 => $"Ann has {3 + number} pens. Ann finds {2 + number % 7}. How many?",
        _ => $"Eve has {4 + number} coins. Eve doubles. How many?",
    };
}
