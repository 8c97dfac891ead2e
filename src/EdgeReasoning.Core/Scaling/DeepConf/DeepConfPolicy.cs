using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>Samples n traces; the most confident vote, with their confidence as weight.</summary>
internal sealed class DeepConfPolicy(DeepConfOptions options) : ScalingPolicy
{
    public override int? MostSamples => options.Samples;

    public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(traces);
        var sampled = new List<Trace>(options.Samples);
        var sampling = new SampleOptions { ConfidenceTopK = options.TopK };
        await foreach (Trace trace in traces.SampleAsync(options.Samples, sampling, cancellationToken).ConfigureAwait(false)) sampled.Add(trace);

        int window = ConfidenceSettings.Window(options.Window, traces, sampled);
        var tally = new VoteTally(options.Equality);
        (Trace Trace, double Confidence)[] judged = [.. sampled.Select(trace => (trace, TraceConfidence.Of(trace, options.Measure, window)))];
        double threshold = ConfidenceSettings.Threshold(judged.Where(j => j.Trace.Extracted is not null).Select(j => j.Confidence), options.Keep);
        foreach ((Trace trace, double confidence) in judged)
        {
            if (trace.Extracted is null) tally.Add(trace);
            else if (confidence >= threshold) tally.Add(trace, confidence);
        }

        return tally.ToOutcome();
    }
}
