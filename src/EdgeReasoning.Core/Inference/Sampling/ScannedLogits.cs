namespace EdgeReasoning.Inference.Sampling;

/// <summary>Logits without NaN and +∞, of which the workspace's blocks are the summary until the next ones are scanned.</summary>
internal readonly ref struct ScannedLogits
{
    private ScannedLogits(ReadOnlySpan<float> values, float largest)
    {
        Values = values;
        Largest = largest;
    }

    /// <summary>The logits.</summary>
    public ReadOnlySpan<float> Values { get; }

    /// <summary>The largest of them; -∞ where no token is possible.</summary>
    public float Largest { get; }

    /// <summary>
    /// Scans logits. Those of +∞ are taken as the limit, in which they share the probability evenly and leave none to the others:
    /// they become 0 and the rest -∞, in the workspace's copy.
    /// </summary>
    /// <exception cref="InvalidOperationException">A logit is NaN.</exception>
    public static ScannedLogits Scan(ReadOnlySpan<float> logits, SamplerWorkspace workspace)
    {
        float largest = workspace.Blocks.Scan(logits);
        if (!float.IsPositiveInfinity(largest)) return new ScannedLogits(logits, largest);

        Span<float> flat = workspace.Logits.AsSpan(0, logits.Length);
        for (int i = 0; i < flat.Length; i++)
            flat[i] = float.IsPositiveInfinity(logits[i]) ? 0f : float.NegativeInfinity;
        return new ScannedLogits(flat, workspace.Blocks.Scan(flat));
    }
}
