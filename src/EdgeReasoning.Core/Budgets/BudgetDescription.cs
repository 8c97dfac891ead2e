namespace EdgeReasoning.Budgets;

/// <summary>What a budget will do to a request, told before it runs.</summary>
public sealed record BudgetDescription
{
    /// <summary>What the model or the device cannot honour, and why; a request with any is refused. Empty where all is well.</summary>
    public required IReadOnlyList<string> Refusals { get; init; }

    /// <summary>What the policies do, in words.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Sentences that are added to the user's message.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>Variables of the chat template that are set.</summary>
    public required IReadOnlyDictionary<string, object?> Variables { get; init; }

    /// <summary>Whether the prompt has the model answer at once.</summary>
    public required bool SkipsThinking { get; init; }

    /// <summary>What the model is made to say when its thinking is closed early, before the end marker.</summary>
    public required string ClosingText { get; init; }

    /// <summary>Tokens that the model may choose itself in all thinking blocks; null for no limit but <see cref="TotalLimit"/>.</summary>
    public int? ThinkingLimit { get; init; }

    /// <summary>Tokens after the first thinking block; null for no limit but <see cref="TotalLimit"/>.</summary>
    public int? AnswerLimit { get; init; }

    /// <summary>All tokens of a trace; null where the request is refused before that is known.</summary>
    public int? TotalLimit { get; init; }

    /// <summary>Tokens of the total that are kept for the answer; null like <see cref="TotalLimit"/>.</summary>
    public int? AnswerReserve { get; init; }

    /// <summary>Tokens of the prompt, those included that the budget adds; null like <see cref="TotalLimit"/>.</summary>
    public int? PromptTokens { get; init; }

    /// <summary>Tokens of a trace that fit into the time and the energy, by the device's profile; null where neither is limited, or there is no profile.</summary>
    public int? PlannedTokens { get; init; }

    /// <summary>Describes a budget.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="plan">What its policies have said.</param>
    /// <param name="context">The limits of the request; null for one that is refused.</param>
    internal static BudgetDescription Of(TokenBudget budget, BudgetPlan plan, BudgetContext? context) => new()
    {
        Refusals = [.. plan.Refusals],
        Notes = [.. plan.Notes],
        Sentences = [.. plan.Sentences],
        Variables = plan.Variables,
        SkipsThinking = plan.SkipsThinking,
        ClosingText = plan.ClosingText ?? plan.Thinking.ClosingText,
        ThinkingLimit = plan.ThinkingLimit,
        AnswerLimit = plan.AnswerLimit,
        TotalLimit = context?.TotalLimit,
        AnswerReserve = context?.AnswerReserve,
        PromptTokens = context?.PromptTokens,
        PlannedTokens = context is null ? null : budget.PlanTokens(context),
    };
}
