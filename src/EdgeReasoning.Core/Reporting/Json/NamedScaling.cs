using EdgeReasoning.Evaluation;
using EdgeReasoning.Scaling;

namespace EdgeReasoning.Reporting;

/// <summary>A scaling policy that was read from a file, where only its name stands: it can be shown, and refuses to run.</summary>
internal sealed class NamedScaling(string name) : ScalingPolicy
{
    public static ScalingChoice Choice(string name, int samples) => new(name, samples, new NamedScaling(name));

    public override ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken) => throw new InvalidOperationException(
        $"The scaling policy '{name}' was read from a study's JSON, which holds its name only. Take the ScalingChoice of that name with which the study was made.");
}
