using EdgeReasoning.Performance;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Budgets;

/// <summary>Closes the thinking while there is time for the closing and the answer, and stops the answer when there is none left.</summary>
internal sealed class DeadlineMeter(DeadlineOptions options, BudgetContext context) : BudgetMeter
{
    private const int DefaultReserve = 64;

    /// <summary>Steps for which there must be time to begin one, as one may take longer than those before it.</summary>
    private const double LastStep = 1.25;

    private readonly double _seconds = options.Time.TotalSeconds;
    private readonly DecodePace _predicted = DecodePace.Of(context);

    public override BudgetDecision Observe(in ThinkingState state)
    {
        double left = _seconds - state.ElapsedSeconds;
        double step = state.SecondsPerToken ?? _predicted.StepSeconds ?? 0;
        if (left <= LastStep * step) return BudgetDecision.StopFor(StopReason.Deadline);
        if (!state.IsThinking || step <= 0) return BudgetDecision.Continue;

        int tokens = DecodePace.TokensWithin(left, step, _predicted.SecondsPerToken);
        int planned = state.Tokens.Length + tokens;
        ReplySplit split = ReplySplit.Reserve(planned, Math.Min(options.AnswerReserve ?? Math.Min(DefaultReserve, planned / 2), context.AnswerLimit ?? int.MaxValue));
        int thinking = split.ThinkingTokens - context.ClosingTokens;
        return GracefulEnd.IsDue(state, thinking - state.Tokens.Length, GracefulEnd.GraceOf(Math.Max(0, thinking)))
            ? BudgetDecision.CloseFor(StopReason.Deadline)
            : BudgetDecision.Continue;
    }
}
