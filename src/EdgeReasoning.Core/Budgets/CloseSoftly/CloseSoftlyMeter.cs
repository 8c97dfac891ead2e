using EdgeReasoning.Traces;

namespace EdgeReasoning.Budgets;

internal sealed class CloseSoftlyMeter(CloseSoftlyOptions options, BudgetContext context) : BudgetMeter
{
    private readonly int _budget = Math.Max(1, Math.Min(context.ThinkingLimit ?? int.MaxValue, context.TotalLimit - context.ClosingTokens - context.AnswerReserve));

    public override BudgetDecision Observe(in ThinkingState state)
    {
        if (!state.IsThinking || state.EndToken is not { } end) return BudgetDecision.Continue;
        double start = _budget * (1 - options.Share);
        // The bias is of the next token, which is one further.
        double into = state.ThinkingTokens + 1 - start;
        if (into <= 0) return BudgetDecision.Continue;
        if (options.Rank is { } rank) return IsAmong(rank, state.Logits, end) ? BudgetDecision.CloseFor(StopReason.Soft) : BudgetDecision.Continue;
        return BudgetDecision.Nudge((float)(options.MaxBias * Math.Min(1, into / (_budget - start))));
    }

    private static bool IsAmong(int rank, ReadOnlySpan<float> logits, int token)
    {
        float own = logits[token];
        int likelier = 0;
        foreach (float logit in logits)
        {
            if (logit > own && ++likelier == rank) return false;
        }
        return true;
    }
}
