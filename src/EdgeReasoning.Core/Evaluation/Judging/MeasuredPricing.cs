using EdgeReasoning.Performance;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Evaluation;

/// <summary>What was measured: configurations of one sample whose traces had the device to themselves.</summary>
internal sealed class MeasuredPricing : Pricing
{
    public MeasuredPricing(Configuration configuration, IReadOnlyList<StoredModel> models, IReadOnlyList<StoredTrace> traces)
    {
        if (configuration.Scaling.Samples > 1)
            throw new InvalidOperationException($"{configuration.Name} takes several samples, and what they take together was not measured. Give the profile of '{configuration.Model}' on its device, or grade it without prices.");
        if (traces.FirstOrDefault(trace => trace.Together > 1) is { } shared)
            throw new InvalidOperationException($"{configuration.Name} was sampled {shared.Together} traces at a time, so what one takes alone was not measured. Sample with {nameof(EvaluationOptions.ParallelRequests)} = 1, give the profile of '{configuration.Model}' on its device, or grade it without prices.");
        StoredModel[] sources = [.. traces.Select(trace => trace.Source).Distinct().Order().Select(source => models[source])];
        if (sources.Any(source => !source.IsSameSourceAs(sources[0])))
            throw new InvalidOperationException($"The traces of {configuration.Name} were decoded by {string.Join("; and by ", sources.Select(source => $"{source.Backend} on {source.DeviceName}"))}. Times of different devices are not mixed: give a profile of '{configuration.Model}' on one of them.");
        Device = sources[0].DeviceName;
    }

    public override Provenance Timing => Provenance.Measured;

    public override string Device { get; }

    public override QuestionOutcome Outcome(JudgedQuestion judged)
    {
        Trace trace = judged.Stored[0].Trace;
        return judged.Outcome(trace.Timing.Total.TotalSeconds, joules: null) with
        {
            FirstTokenSeconds = trace.Timing.TimeToFirstToken.TotalSeconds,
            InterToken = trace.Timing.InterToken,
        };
    }
}
