namespace EdgeReasoning.Inference;

/// <summary>What a context can do with a sequence besides extending it.</summary>
[Flags]
public enum ContextCapabilities
{
    /// <summary>Extend and release only.</summary>
    None = 0,

    /// <summary>A sequence can be shortened to any length (<see cref="IInferenceContext.TryTruncate"/>).</summary>
    Rewind = 1,
}
