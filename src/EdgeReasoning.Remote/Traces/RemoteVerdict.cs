using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Remote.Traces;

/// <summary>Makes a result of the traces of a request and what its scaling policy made of them.</summary>
internal static class RemoteVerdict
{
    public static ReasoningResult Of(RemoteRequest request, IReadOnlyList<Trace> sampled, ScalingOutcome outcome, BackendIdentity identity)
    {
        Trace[] traces = [.. sampled.OrderBy(trace => trace.Index)];
        return new ReasoningResult
        {
            Chosen = Verdict.Choose(traces, outcome, request.Options.Scaling),
            Traces = traces,
            Vote = outcome,
            Usage = new TokenUsage(
                traces.Max(trace => trace.Usage.InputTokens), traces.Sum(trace => trace.Usage.ThinkingTokens), traces.Sum(trace => trace.Usage.AnswerTokens),
                traces.Sum(trace => trace.Usage.MarkerTokens), traces.Sum(trace => trace.Usage.ForcedTokens), 0),
            Timing = new ReasoningTiming
            {
                Queue = traces.Min(trace => trace.Timing.Queue),
                Prefill = traces.Min(trace => trace.Timing.Prefill),
                TimeToFirstToken = traces.Min(trace => trace.Timing.TimeToFirstToken),
                Total = request.Elapsed,
            },
            Seed = request.Seed,
            Identity = identity,
        };
    }
}
