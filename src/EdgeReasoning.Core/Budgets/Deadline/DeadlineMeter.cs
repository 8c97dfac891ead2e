using EdgeReasoning.Performance;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Budgets;

/// <summary>Closes the thinking while there is time for the closing and the answer, and stops the answer when there is none left.</summary>
internal sealed class DeadlineMeter(DeadlineOptions options, BudgetContext context) : BudgetMeter
{
    private const int DefaultReserve = 64;

    // Weight of the newest step in the usual deviation, and how many of those a step is allowed to be late.
    private const double DeviationWeight = 0.1, Deviations = 3, LeastMargin = 1.1;

    private readonly double _seconds = options.Time.TotalSeconds;
    private readonly DecodePace _predicted = DecodePace.Of(context);
    private double _lastSeen, _deviation;

    public override BudgetDecision Observe(in ThinkingState state)
    {
        double left = _seconds - state.ElapsedSeconds;
        double step = state.SecondsPerToken ?? _predicted.StepSeconds ?? 0;
        if (left <= LongestStep(state, step)) return BudgetDecision.StopFor(StopReason.Deadline);
        if (!state.IsThinking || step <= 0) return BudgetDecision.Continue;

        int tokens = DecodePace.TokensWithin(left, step, _predicted.SecondsPerToken);
        int planned = state.Tokens.Length + tokens;
        ReplySplit split = ReplySplit.Reserve(planned, Math.Min(options.AnswerReserve ?? Math.Min(DefaultReserve, planned / 2), context.AnswerLimit ?? int.MaxValue));
        int thinking = split.ThinkingTokens - context.ClosingTokens;
        return GracefulEnd.IsDue(state, thinking - state.Tokens.Length, GracefulEnd.GraceOf(Math.Max(0, thinking)))
            ? BudgetDecision.CloseFor(StopReason.Deadline)
            : BudgetDecision.Continue;
    }

    /// <summary>What the next step takes if it is as late as steps of late have been.</summary>
    private double LongestStep(in ThinkingState state, double step)
    {
        double gap = state.ElapsedSeconds - _lastSeen;
        _lastSeen = state.ElapsedSeconds;
        if (state.SecondsPerToken is not null) _deviation += DeviationWeight * (Math.Abs(gap - step) - _deviation);
        return Math.Max(LeastMargin * step, step + (Deviations * _deviation));
    }
}
