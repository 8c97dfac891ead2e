namespace EdgeReasoning.Budgets;

/// <summary>How the model is asked beside a trace for the answer it would give now.</summary>
public sealed record ProbeOptions
{
    /// <summary>The defaults.</summary>
    public static ProbeOptions Default { get; } = new();

    /// <summary>What leads the answer in, such as <c>**Final Answer** \boxed{</c>. Default empty.</summary>
    public string LeadIn { get; init; } = "";

    /// <summary>Whether the thinking is closed before the lead-in, with closing text and end marker. Default true; false leads in within the thinking.</summary>
    public bool ClosesThinking { get; init; } = true;

    /// <summary>Tokens of the answer at the most, from 1. It ends earlier with the reply, or where it closes a brace that the lead-in left open. Default 24.</summary>
    public int MaxTokens { get; init; } = 24;
}
