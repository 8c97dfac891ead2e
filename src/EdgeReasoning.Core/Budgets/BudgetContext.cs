using EdgeReasoning.Inference;
using EdgeReasoning.Performance;
using EdgeReasoning.Prompts;

namespace EdgeReasoning.Budgets;

/// <summary>What a meter may know when a trace starts: the model, the request, and the limits of the whole budget.</summary>
public sealed record BudgetContext
{
    /// <summary>The model.</summary>
    public required ModelInfo Model { get; init; }

    /// <summary>How it thinks.</summary>
    public required ThinkingFormat Thinking { get; init; }

    /// <summary>Tokens of the prompt.</summary>
    public required int PromptTokens { get; init; }

    /// <summary>Traces that are decoded at once for this request, by what it asks for and what the engine can.</summary>
    public required int ParallelTraces { get; init; }

    /// <summary>Tokens that the model may choose itself in all thinking blocks; null for no limit but <see cref="TotalLimit"/>.</summary>
    public int? ThinkingLimit { get; init; }

    /// <summary>Tokens after the first thinking block; null for no limit but <see cref="TotalLimit"/>.</summary>
    public int? AnswerLimit { get; init; }

    /// <summary>All tokens of the trace, forced ones included; at most what the context holds.</summary>
    public required int TotalLimit { get; init; }

    /// <summary>Tokens of <see cref="TotalLimit"/> that are kept for the answer.</summary>
    public required int AnswerReserve { get; init; }

    /// <summary>Tokens that closing the thinking takes: closing text, end marker and what stands between that and the answer.</summary>
    public required int ClosingTokens { get; init; }

    /// <summary>The token of the end marker; null where the model has none, or writes it with several.</summary>
    public int? EndToken { get; init; }

    /// <summary>The fitted models of this model on this device; null where there are none.</summary>
    public DeviceProfile? Profile { get; init; }
}
