using EdgeReasoning.Answers;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

/// <summary>Drafts spare decode calls and change nothing else.</summary>
public sealed class ReasoningEngineDraftProperties
{
    private const int Total = 90;

    /// <summary>An engine and what is asked of it.</summary>
    /// <param name="Seed">Of the model's script and of the sampling.</param>
    /// <param name="Drafts">Draft tokens of a step.</param>
    /// <param name="Layout">How sequences lie in memory; one pool is too small for all at once.</param>
    /// <param name="Samples">Traces of each request.</param>
    /// <param name="Budget">Which of <see cref="BudgetOf"/>.</param>
    /// <param name="Batch">Tokens of a decode call.</param>
    /// <param name="Grammar">Whether answers are JSON.</param>
    /// <param name="Penalty">Whether repeating itself is made less likely.</param>
    public sealed record Scene(int Seed, int Drafts, KvLayout Layout, int Samples, int Budget, int Batch, bool Grammar, bool Penalty)
    {
        // Which sequence a probe gets decides whether it reports before or after its trace goes on. One trace at a time leaves no choice.
        public bool Probes => Budget is 4 or 5;
    }

    public static class Arbitraries
    {
        public static Arbitrary<Scene> Any() => (
            from seed in Gen.Choose(0, 1_000_000)
            from drafts in Gen.Choose(1, 30)
            from layout in Gen.Elements(KvLayout.Separate, KvLayout.Unified)
            from samples in Gen.Choose(1, 6)
            from budget in Gen.Choose(0, 8)
            from batch in Gen.Elements(8, 20, 512)
            from grammar in Gen.Elements(true, false)
            from penalty in Gen.Elements(true, false)
            select new Scene(seed, drafts, layout, samples, budget, batch, grammar, penalty)).ToArbitrary();
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Arbitraries)], MaxTest = 200)]
    public void ReasonAsync_WithDrafts_SaysWhatItSaysWithout(Scene scene)
    {
        Trace[] without = Run(scene, drafts: 0), with = Run(scene, scene.Drafts);
        Assert.That(with.Select(Told), Is.EqualTo(without.Select(Told)));
        Assert.That(without, Has.All.Matches<Trace>(trace => trace!.Drafts is null));
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Arbitraries)], MaxTest = 100)]
    public void ReasonAsync_VoteThatIsLeft_BreaksOffWhatItSaysWithout(Scene scene)
    {
        scene = scene with { Budget = scene.Probes ? 0 : scene.Budget, Samples = scene.Samples + 1 };
        Trace[] whole = Run(scene, drafts: 0);
        foreach (Trace trace in Run(scene, scene.Drafts, new FirstOf(scene.Samples)))
        {
            Trace expected = whole.Single(other => other.Seed == trace.Seed);
            if (trace.StopReason == StopReason.Outvoted) Assert.That(expected.Tokens.Take(trace.Tokens.Count), Is.EqualTo(trace.Tokens));
            else Assert.That(Told(trace), Is.EqualTo(Told(expected)));
        }
    }

    [Test]
    public void Scenes_AllOfThem_AcceptDraftsAndDropThem()
    {
        Scene[] scenes = [.. Enumerable.Range(0, 9).Select(budget => new Scene(budget, 12, KvLayout.Unified, 3, budget, 512, Grammar: false, Penalty: false))];
        DraftUsage[] drafts = [.. scenes.Select(scene => Run(scene, scene.Drafts)).Select(traces => new DraftUsage(
            traces.Sum(trace => trace.Drafts?.DraftedTokens ?? 0), traces.Sum(trace => trace.Drafts?.AcceptedTokens ?? 0)))];
        Assert.That(drafts, Has.All.Matches<DraftUsage>(usage => usage.AcceptedTokens > 0 && usage.AcceptedTokens < usage.DraftedTokens), "or the properties would say nothing");
    }

    /// <summary>Two requests after one another, of which the second goes on from the first one's prompt, and two at once.</summary>
    private static Trace[] Run(Scene scene, int drafts, ScalingPolicy? scaling = null)
    {
        ScriptedModel model = ScriptedModel.Murmuring(scene.Seed);
        var engine = new ReasoningEngine(model, new ReasoningEngineOptions
        {
            MaxParallelTraces = 4, SequenceTokens = 200, CapacityTokens = scene.Probes ? null : 420, Layout = scene.Layout, MaxBatchTokens = scene.Batch, PrefillChunkTokens = 16, DraftTokens = drafts,
        });
        var options = new ReasoningOptions
        {
            Budget = BudgetOf(scene),
            Scaling = scaling ?? new FixedVote(scene.Probes ? 1 : scene.Samples),
            AnswerGrammar = scene.Grammar && scene.Budget != 7 ? AnswerGrammar.Json : null,
            ReusesPrompt = scene.Seed % 2 == 0,
            Sampling = new SamplingOptions { Temperature = 1, TopP = 0.97f, RepetitionPenalty = scene.Penalty ? 1.1f : 1, LogProbabilities = true, ConfidenceTopK = 4 },
        };
        Task<ReasoningResult> Ask(string question, int seed) => engine.ReasonAsync(question, options with { Seed = (ulong)(scene.Seed + seed) });
        ReasoningResult[] results = Task.Run<ReasoningResult[]>(async () =>
        {
            ReasoningResult first = await Ask("abcabd", 1), second = await Ask("abcabdabc", 2);
            if (scene.Probes) return [first, second];
            return [first, second, .. await Task.WhenAll(Ask("fed", 3), Ask("faded", 4))];
        }).GetAwaiter().GetResult();
        Eventually.IsTrue(() => engine.Unused == (4, engine.Limits.CapacityTokens)).GetAwaiter().GetResult();
        engine.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return [.. results.SelectMany(result => result.Traces)];
    }

    private static TokenBudget BudgetOf(Scene scene) => scene.Budget switch
    {
        0 => TotalLimit.Of(Total),
        1 => TokenBudget.Create().Limit(25),
        2 => TokenBudget.Create().Limit(40).Extend(new ExtendOptions { Times = 2 }),
        3 => TotalLimit.Of(Total).StopWhenLooping(),
        4 => TokenBudget.Create().Limit(50).StopWhenStable(new StopWhenStableOptions { ProbeEvery = 5, Window = 2 }),
        5 => TotalLimit.Of(Total).With(new Erratic(scene.Seed)),
        6 => TokenBudget.Create().Limit(40).CloseSoftly(),
        7 => TotalLimit.Of(Total).StopAt("abc", "fa"),
        _ => TokenBudget.Create().NoThinking().And(TotalLimit.Of(Total)),
    };

    /// <summary>All of a trace but its times and drafts.</summary>
    private static string Told(Trace trace) => string.Join(" | ",
        trace.Index, trace.Seed, string.Join(' ', trace.Tokens), trace.Thinking, trace.Answer, string.Join(' ', trace.LogProbabilities!), string.Join(' ', trace.Confidences!),
        trace.Usage, trace.StopReason, trace.ThinkingStop, string.Join(' ', trace.Interventions));

    private sealed class FirstOf(int samples) : ScalingPolicy
    {
        public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
        {
            var tally = new VoteTally();
            await foreach (Trace trace in traces.SampleAsync(samples, null, cancellationToken))
            {
                tally.Add(trace);
                break;
            }
            return tally.ToOutcome();
        }
    }
}
