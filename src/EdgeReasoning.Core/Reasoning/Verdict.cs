using EdgeReasoning.Traces;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning.Scheduling;
using EdgeReasoning.Scaling;

namespace EdgeReasoning.Reasoning;

/// <summary>Makes a result of finished traces, on the caller's side.</summary>
internal static class Verdict
{
    public static Trace Extract(Trace trace, ReasoningOptions options) => trace with { Extracted = options.Extractor.Extract(trace.Answer) };

    public static ReasoningResult Of(Job job, Trace[] traces, ReasoningTiming timing, BackendIdentity identity)
    {
        var tally = new VoteTally();
        foreach (Trace trace in traces) tally.Add(trace.Extracted?.Normalized, trace.Index);
        return new ReasoningResult
        {
            Chosen = traces[tally.Valid > 0 ? tally.Leader.FirstSample : 0],
            Traces = traces,
            Vote = tally.ToOutcome(),
            Usage = new TokenUsage(
                job.Prompt.Length,
                traces.Sum(trace => trace.Usage.ThinkingTokens),
                traces.Sum(trace => trace.Usage.AnswerTokens),
                traces.Sum(trace => trace.Usage.MarkerTokens),
                traces.Sum(trace => trace.Usage.ForcedTokens),
                traces.Sum(trace => trace.Usage.ProbeTokens)),
            Timing = timing,
            Seed = job.Seed,
            Identity = identity,
        };
    }
}
