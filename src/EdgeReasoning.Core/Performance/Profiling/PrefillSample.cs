using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>One measured prefill: a raw point.</summary>
public sealed record PrefillSample
{
    /// <summary>How the sequences lay in KV memory.</summary>
    public required KvLayout Layout { get; init; }

    /// <summary>Place of the prompt in the grid, from 0.</summary>
    public required int Level { get; init; }

    /// <summary>Round over the grid, from 0.</summary>
    public required int Round { get; init; }

    /// <summary>When it began, in seconds of measuring.</summary>
    public required double AtSeconds { get; init; }

    /// <summary>Tokens of the prompt.</summary>
    public required int PromptTokens { get; init; }

    /// <summary>Seconds to the first token, its sampling included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Mean watts meanwhile; null without a meter, or where it was too slow.</summary>
    public double? Watts { get; init; }

    /// <summary>Whether the fit gave it no weight.</summary>
    public bool IsOutlier { get; init; }
}
