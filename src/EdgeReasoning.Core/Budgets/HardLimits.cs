using EdgeReasoning.Traces;

namespace EdgeReasoning.Budgets;

/// <summary>The limits in tokens that hold whatever the policies say: thinking, answer and total of the whole turn.</summary>
/// <remarks>
/// Priorities at one token:
/// <code>
///   total used up, or answer used up            --> Stop
///   thinking, and its tokens are used up        --> Close (in the grace: at a line's or a word's end)
///   anything else                               --> Continue
/// </code>
/// Tokens left to think are the fewest of: the thinking limit less the thinking so far; the total less the reply so far, the closing
/// and the answer's reserve; and, where the thinking was opened again, the answer limit less the same.
/// </remarks>
internal sealed class HardLimits(BudgetContext context)
{
    private readonly int _grace = GracefulEnd.GraceOf(Math.Max(0, Math.Min(
        context.ThinkingLimit ?? int.MaxValue, context.TotalLimit - context.ClosingTokens - context.AnswerReserve)));

    public BudgetDecision Observe(in ThinkingState state)
    {
        if (state.Tokens.Length >= context.TotalLimit) return BudgetDecision.StopFor(StopReason.Limit);
        if (state.AnswerTokens >= context.AnswerLimit) return BudgetDecision.StopFor(StopReason.Limit);
        if (!state.IsThinking) return BudgetDecision.Continue;
        if (state.EndsThinking)
        {
            // A reply that ends while it thinks has its thinking closed, for which there must be room.
            bool endsReply = state.Next != state.EndToken;
            return endsReply && !LeavesAnswer(state) ? BudgetDecision.StopFor(StopReason.Limit) : BudgetDecision.Continue;
        }
        return GracefulEnd.IsDue(state, Left(state), _grace) ? BudgetDecision.CloseFor(StopReason.Limit) : BudgetDecision.Continue;
    }

    /// <summary>Whether one more token of thinking is within the thinking limit.</summary>
    public bool AllowThinking(in ThinkingState state) => !(state.ThinkingTokens >= context.ThinkingLimit);

    /// <summary>Whether the closing fits into the limits and leaves at least one token for the answer.</summary>
    public bool LeavesAnswer(in ThinkingState state) =>
        state.Tokens.Length + context.ClosingTokens < context.TotalLimit
        && (state.AnswerTokens == 0 || !(state.AnswerTokens + context.ClosingTokens >= context.AnswerLimit));

    /// <summary>Whether a text can be forced into the thinking so that a token of thinking, the closing and the answer still fit behind it.</summary>
    public bool LeavesRoomFor(string text, in ThinkingState state)
    {
        // A token stands for one byte at least; some vocabularies put a space before a text.
        int atMost = System.Text.Encoding.UTF8.GetByteCount(text) + 1;
        return AllowThinking(state) && LeftInTotal(state) > atMost && LeftInAnswer(state) > atMost;
    }

    private int Left(in ThinkingState state) =>
        Math.Min((context.ThinkingLimit ?? int.MaxValue) - state.ThinkingTokens, Math.Min(LeftInTotal(state), LeftInAnswer(state)));

    private int LeftInTotal(in ThinkingState state) =>
        context.TotalLimit - context.ClosingTokens - context.AnswerReserve - state.Tokens.Length;

    private int LeftInAnswer(in ThinkingState state) => context.AnswerLimit is { } limit && state.AnswerTokens > 0
        ? limit - context.ClosingTokens - Math.Min(context.AnswerReserve, limit / 2) - state.AnswerTokens
        : int.MaxValue;
}
