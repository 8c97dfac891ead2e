namespace EdgeReasoning.Scaling;

/// <summary>Decides how many traces to sample, when to stop, and which answer wins.</summary>
/// <remarks>Immutable and shared by requests; runs on the caller's side, never on the decoding thread.</remarks>
public abstract class ScalingPolicy
{
    /// <summary>The most traces that the policy samples for one request: what is left of them was saved. Null, the default, where it is not known.</summary>
    public virtual int? MostSamples => null;

    /// <summary>Samples traces and chooses.</summary>
    /// <param name="traces">Where traces come from. Leaving the loop over them cancels those that are still being decoded, and frees their memory.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The answer, and the trace it stands for.</returns>
    public abstract ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken);
}
