namespace EdgeReasoning.Benchmarks.NodeLlama;

/// <summary>One run of both: tokens of a prompt that are decoded on, or a question whose thinking is cut.</summary>
internal sealed record NodeRun
{
    public required int Sequences { get; init; }

    /// <summary>Tokens of the reply.</summary>
    public required int Tokens { get; init; }

    /// <summary>Room of a sequence.</summary>
    public required int ContextTokens { get; init; }

    /// <summary>The prompt; null for a question.</summary>
    public int[]? Prompt { get; init; }

    /// <summary>Tokens that may not come.</summary>
    public int[] EndTokens { get; init; } = [];

    public string? Question { get; init; }

    public string? Template { get; init; }

    public int? ThoughtTokens { get; init; }
}
