namespace EdgeReasoning.Budgets;

/// <summary>Looks for stop sequences in what is new of an answer, and in as much before it as one may have begun in.</summary>
internal sealed class StopAtMeter(byte[][] sequences) : BudgetMeter
{
    private int _searched;

    public override BudgetDecision Observe(in ThinkingState state)
    {
        ReadOnlySpan<byte> answer = state.AnswerText;
        int start = answer.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0 || answer.Length <= _searched) return BudgetDecision.Continue;
        foreach (byte[] sequence in sequences)
        {
            if (answer[Math.Max(start, _searched - sequence.Length + 1)..].IndexOf(sequence) >= 0) return BudgetDecision.Stop;
        }

        _searched = answer.Length;
        return BudgetDecision.Continue;
    }
}
