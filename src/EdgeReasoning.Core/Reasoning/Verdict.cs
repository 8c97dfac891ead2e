using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning.Scheduling;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Reasoning;

/// <summary>Makes a result of the traces of a request and what its scaling policy made of them.</summary>
internal static class Verdict
{
    public static ReasoningResult Of(Request request, TraceSource source, ScalingOutcome outcome, ReasoningTiming timing, BackendIdentity identity)
    {
        Trace[] traces = [.. source.Sampled.OrderBy(trace => trace.Index)];
        return new ReasoningResult
        {
            Chosen = Choose(traces, outcome, request.Options.Scaling),
            Traces = traces,
            Vote = outcome,
            Usage = new TokenUsage(
                source.InputTokens,
                traces.Sum(trace => trace.Usage.ThinkingTokens),
                traces.Sum(trace => trace.Usage.AnswerTokens),
                traces.Sum(trace => trace.Usage.MarkerTokens),
                traces.Sum(trace => trace.Usage.ForcedTokens),
                traces.Sum(trace => trace.Usage.ProbeTokens)),
            CachedInputTokens = request.CachedTokens,
            Timing = timing,
            Seed = request.Seed,
            Identity = identity,
        };
    }

    /// <summary>The trace whose answer is the request's.</summary>
    /// <param name="traces">Every trace that was sampled, by index.</param>
    /// <param name="outcome">What the policy made of them.</param>
    /// <param name="policy">The policy.</param>
    /// <exception cref="InvalidOperationException">The policy has sampled none, or chosen one that it has not sampled.</exception>
    public static Trace Choose(Trace[] traces, ScalingOutcome outcome, ScalingPolicy policy)
    {
        if (traces.Length == 0) throw new InvalidOperationException($"The scaling policy {policy.GetType().Name} has sampled no trace; it must take at least one.");
        if (outcome.Sample is not { } sample) return traces.FirstOrDefault(trace => trace.StopReason != StopReason.Outvoted) ?? traces[0];
        return Array.Find(traces, trace => trace.Index == sample)
            ?? throw new InvalidOperationException($"The scaling policy {policy.GetType().Name} has chosen trace {sample}, which it has not sampled.");
    }
}
