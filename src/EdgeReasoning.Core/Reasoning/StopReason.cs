namespace EdgeReasoning.Reasoning;

/// <summary>Why a trace stopped.</summary>
public enum StopReason
{
    /// <summary>The model ended its reply.</summary>
    Natural,

    /// <summary>It reached <see cref="ReasoningOptions.MaxTokens"/> or the end of the context, and was cut there.</summary>
    Limit,
}
