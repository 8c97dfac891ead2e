namespace EdgeReasoning.Budgets;

/// <summary>
/// Where a thinking that has so many tokens left is best ended: at a line's end anywhere in the grace, at a word's end in its second
/// half, and never inside a UTF-8 code point. The grace is the last part of the budget itself, so no budget is exceeded for it.
/// </summary>
internal static class GracefulEnd
{
    private const int LongestGrace = 8, ShareOfBudget = 8;

    /// <summary>Tokens at the end of a budget in which a good place is looked for: an eighth of it, at most 8.</summary>
    /// <param name="budget">Tokens of the whole budget, from 0.</param>
    public static int GraceOf(int budget) => Math.Min(LongestGrace, budget / ShareOfBudget);

    /// <summary>Whether the thinking is to end before the next token is taken.</summary>
    /// <param name="state">The trace.</param>
    /// <param name="left">Tokens that may still be taken.</param>
    /// <param name="grace">What <see cref="GraceOf"/> said of the whole budget.</param>
    public static bool IsDue(in ThinkingState state, int left, int grace)
    {
        if (left <= 0) return true;
        // Every missing byte may need a token of its own.
        if (left <= 3 && Utf8Tail.MissingBytes(state.ThinkingText, state.NextText) > left - 1) return true;
        if (left > grace || Utf8Tail.MissingBytes(state.ThinkingText) > 0) return false;
        return state.ThinkingText is [.., (byte)'\n'] || (left <= grace / 2 && IsWordBorder(state));
    }

    private static bool IsWordBorder(in ThinkingState state) =>
        (state.ThinkingText is [.., var last] && IsWhiteSpace(last)) || (state.NextText is [var first, ..] && IsWhiteSpace(first));

    private static bool IsWhiteSpace(byte b) => b is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r';
}
