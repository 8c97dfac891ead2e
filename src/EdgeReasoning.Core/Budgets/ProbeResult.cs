namespace EdgeReasoning.Budgets;

/// <summary>What the model would answer if its thinking ended at some token.</summary>
public readonly ref struct ProbeResult
{
    /// <summary>Thinking tokens the trace had when the probe was forked from it.</summary>
    public required int ThinkingTokens { get; init; }

    /// <summary>The answer it gave, without the text that it was led in with.</summary>
    public required string Text { get; init; }

    /// <summary>Natural logarithms of the probabilities that the model gave to the tokens of <see cref="Text"/>, in order.</summary>
    public required ReadOnlySpan<float> LogProbabilities { get; init; }
}
