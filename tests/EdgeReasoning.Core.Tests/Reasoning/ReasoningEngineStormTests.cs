using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

/// <summary>Everything at once: waves, loops that are left, meters that close, extend, probe, nudge and stop, failing decode calls, cancelled requests.</summary>
public sealed class ReasoningEngineStormTests
{
    private const int Total = 60;

    [TestCase(KvLayout.Separate, true, 1, 0)]
    [TestCase(KvLayout.Unified, true, 2, 0)]
    [TestCase(KvLayout.Separate, false, 3, 0)]
    [TestCase(KvLayout.Unified, false, 4, 0)]
    [TestCase(KvLayout.Separate, true, 5, 40)]
    [TestCase(KvLayout.Unified, true, 6, 40)]
    [TestCase(KvLayout.Unified, false, 7, 40)]
    public async Task ReasonAsync_EverythingAtOnce_AccountsForEveryTokenAndReleasesAll(KvLayout layout, bool rewinds, int seed, int draftTokens)
    {
        var faults = new Random(seed);
        ScriptedModel model = draftTokens == 0 ? ScriptedModel.Noise() : ScriptedModel.Murmuring(seed);
        if (!rewinds) model.Capabilities = ContextCapabilities.None;
        model.Wrap = inner => new FaultyContext(inner, (_, _) =>
        {
            if (faults.Next(400) == 0) throw new DecodeException("out of luck", sequencesIntact: faults.Next(2) == 0);
        });
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 6, Layout = layout, SequenceTokens = 200, CapacityTokens = 500, DraftTokens = draftTokens });
        int answered = 0, cancelled = 0, failed = 0, probed = 0, outvoted = 0, accepted = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 24 }, async (i, _) =>
        {
            var random = new Random(1000 * seed + i);
            using var source = new CancellationTokenSource();
            var options = new ReasoningOptions
            {
                Seed = (ulong)i,
                Budget = TotalLimit.Of(Total).With(new Erratic(i)),
                Scaling = new Waves(random.Next(1, 4), random.Next(1, 6), leavesAfter: random.Next(1, 6)),
                Sampling = new() { Temperature = 1, TopP = 1 },
            };
            try
            {
                Task<ReasoningResult> task = engine.ReasonAsync($"question {i}", options, source.Token);
                if (random.Next(5) == 0)
                {
                    await Task.Delay(random.Next(4), CancellationToken.None);
                    await source.CancelAsync();
                }
                ReasoningResult result = await task;
                Assert.That(result.Traces.Select(trace => trace.Index), Is.Ordered.And.Unique);
                foreach (Trace trace in result.Traces)
                {
                    Assert.That(trace.Usage.OutputTokens, Is.EqualTo(trace.Tokens.Count), $"{trace}");
                    Assert.That(trace.Tokens, Has.Count.LessThanOrEqualTo(Total));
                    Assert.That(trace.Usage.ForcedTokens, Is.EqualTo(trace.Interventions.Sum(step => step.Tokens)));
                    Interlocked.Add(ref probed, trace.Usage.ProbeTokens);
                    Interlocked.Add(ref accepted, trace.Drafts?.AcceptedTokens ?? 0);
                    if (trace.StopReason == StopReason.Outvoted) Interlocked.Increment(ref outvoted);
                }
                Interlocked.Increment(ref answered);
            }
            catch (OperationCanceledException) when (source.IsCancellationRequested)
            {
                Interlocked.Increment(ref cancelled);
            }
            catch (DecodeException)
            {
                Interlocked.Increment(ref failed);
            }
        });
        Assert.That(answered + cancelled + failed, Is.EqualTo(400));
        Assert.That(new[] { answered, cancelled, failed, probed, outvoted }, Has.All.GreaterThan(5), "everything must have happened");
        Assert.That(accepted > 0, Is.EqualTo(rewinds && draftTokens > 0));
        await Eventually.IsTrue(() => model.Contexts.Single().UsedSequences == 0);
        Assert.That(engine.Unused, Is.EqualTo((6, engine.Limits.CapacityTokens)));
    }

    private sealed class Waves(int waves, int size, int leavesAfter) : ScalingPolicy
    {
        public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
        {
            var tally = new VoteTally();
            for (var wave = 0; wave < waves; wave++)
            {
                var taken = 0;
                SampleOptions? options = wave == 1 ? new SampleOptions { Budget = TotalLimit.Of(Total - 1), ConfidenceTopK = 2 } : null;
                await foreach (Trace trace in traces.SampleAsync(size, options, cancellationToken))
                {
                    tally.Add(trace);
                    if (++taken == leavesAfter) break;
                }
            }
            return tally.ToOutcome();
        }
    }
}
