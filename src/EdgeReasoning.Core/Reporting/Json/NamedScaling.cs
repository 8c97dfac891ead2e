using EdgeReasoning.Evaluation;
using EdgeReasoning.Scaling;

namespace EdgeReasoning.Reporting;

/// <summary>A scaling policy that was read from a file, where only its name stands, and whose name does not say what it is: it can be shown, and refuses to run.</summary>
internal sealed class NamedScaling(string name) : ScalingPolicy
{
    /// <summary>The policy that a name says (<see cref="ScalingChoice.Parse"/>), or one that can only be shown.</summary>
    public static ScalingChoice Choice(string name, int samples)
    {
        try
        {
            return ScalingChoice.Parse(name) is { } known && known.Name == name && known.Samples == samples ? known : Shown(name, samples);
        }
        catch (FormatException)
        {
            return Shown(name, samples);
        }
    }

    private static ScalingChoice Shown(string name, int samples) => new(name, samples, new NamedScaling(name));

    public override ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken) => throw new InvalidOperationException(
        $"The scaling policy '{name}' was read from a study's JSON, which holds its name only. Take the ScalingChoice of that name with which the study was made.");
}
