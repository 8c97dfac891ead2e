namespace EdgeReasoning.Inference.Sampling;

/// <summary>Logits of +∞, taken as the limit: such tokens share the probability evenly, and leave none to the others.</summary>
internal static class Infinities
{
    /// <summary>The same distribution in finite logits: 0 for +∞, and -∞ for the rest.</summary>
    public static ReadOnlySpan<float> Flatten(ReadOnlySpan<float> logits, Span<float> destination)
    {
        for (int i = 0; i < logits.Length; i++)
            destination[i] = float.IsPositiveInfinity(logits[i]) ? 0f : float.NegativeInfinity;
        return destination[..logits.Length];
    }
}
