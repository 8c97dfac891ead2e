namespace EdgeReasoning.Budgets;

/// <summary>Sets hard limits. <see cref="HardLimits"/> keeps them; only the limit per block has a meter of its own.</summary>
internal sealed class LimitPolicy(LimitOptions options) : BudgetPolicy
{
    /// <summary>The limits.</summary>
    public LimitOptions Options => options;

    public override bool WatchesTokens => options.PerBlock;

    protected internal override void Prepare(BudgetPlan plan)
    {
        bool perBlock = options is { PerBlock: true, ThinkingTokens: > 0 };
        if (options.ThinkingTokens > 0 && !plan.Thinking.Thinks)
            plan.Refuse(FormattableString.Invariant($"{plan.Model.Name} ({plan.Thinking.Family}) has no thinking markers, so a limit of {options.ThinkingTokens} thinking tokens cannot be kept. Limit the answer or the total, or give the engine a ThinkingFormat with markers."));
        plan.Tighten(perBlock ? null : options.ThinkingTokens, options.AnswerTokens, options.TotalTokens);
        if (options.AnswerReserve is { } reserve) plan.Reserve(reserve);
        if (options.ClosingText is { } text) plan.CloseWith(text);
        if (perBlock) plan.Note(FormattableString.Invariant($"Each thinking block is closed after {options.ThinkingTokens} tokens."));
        else if (options.ThinkingTokens is { } thinking) plan.Note(FormattableString.Invariant($"The thinking is closed after {thinking} tokens at the latest."));
        if (options.AnswerTokens is { } answer) plan.Note(FormattableString.Invariant($"The answer is cut after {answer} tokens."));
        if (options.TotalTokens is { } total) plan.Note(FormattableString.Invariant($"The whole reply has at most {total} tokens."));
    }

    protected internal override BudgetMeter Start(BudgetContext context) =>
        options is { PerBlock: true, ThinkingTokens: > 0 and { } tokens } ? new BlockLimitMeter(tokens) : BudgetMeter.Idle;
}
