namespace EdgeReasoning.Performance;

/// <summary>Flags or refuses a question outside of what was measured.</summary>
internal static class FittedRange
{
    internal static bool Check(int tokens, TokenRange range, Extrapolation extrapolation, string what = "promptTokens")
    {
        if (range.Contains(tokens))
        {
            return false;
        }

        return extrapolation == Extrapolation.Flag
            ? true
            : throw new ArgumentOutOfRangeException(what, tokens, FormattableString.Invariant(
                $"{tokens} tokens lie outside the {range} that this model was fitted on. Measure there, or ask with {nameof(Extrapolation)}.{nameof(Extrapolation.Flag)}."));
    }
}
