using EdgeReasoning.Budgets;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>A first wave sets the threshold; later traces are closed where they fall below it, and still answer and vote.</summary>
internal sealed class DeepConfOnlinePolicy(DeepConfOnlineOptions options) : ScalingPolicy
{
    public override int? MostSamples => options.MaxSamples;

    public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(traces);
        var sampling = new SampleOptions { ConfidenceTopK = options.TopK };
        var first = new List<Trace>(options.Warmup);
        await foreach (Trace trace in traces.SampleAsync(options.Warmup, sampling, cancellationToken).ConfigureAwait(false)) first.Add(trace);

        int window = ConfidenceSettings.Window(options.Window, traces, first);
        var tally = new VoteTally(options.Equality);
        var lowest = first.ConvertAll(trace => TraceConfidence.LowestGroup(TraceConfidence.Require(trace), window));
        for (int i = 0; i < first.Count; i++) Add(tally, first[i], lowest[i]);
        int left = options.MaxSamples - options.Warmup;
        if (left == 0 || first.Count < options.Warmup || tally.Agreement >= options.Consensus) return tally.ToOutcome();

        var floor = new ConfidenceFloor(ConfidenceSettings.Threshold(lowest, options.Keep), window, options.TopK);
        sampling = sampling with { Budget = TokenBudget.Create().With(floor) };
        await foreach (Trace trace in traces.SampleAsync(left, sampling, cancellationToken).ConfigureAwait(false))
        {
            Add(tally, trace, TraceConfidence.LowestGroup(TraceConfidence.Require(trace), window));
            if (tally.Agreement >= options.Consensus) break;
        }

        return tally.ToOutcome();
    }

    // A trace without confidences has no token of the model's own, and nothing to say.
    private static void Add(VoteTally tally, Trace trace, double confidence) => tally.Add(trace, double.IsNaN(confidence) ? 0 : confidence);
}
