namespace EdgeReasoning.Reasoning;

/// <summary>Time between one token and the next of the same trace (ITL); its mean is the time per output token (TPOT).</summary>
/// <param name="Count">Gaps measured.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Median">Half of them are no longer than this.</param>
/// <param name="P90">Nine of ten are no longer than this.</param>
/// <param name="P99">99 of 100 are no longer than this.</param>
/// <param name="Max">The longest.</param>
/// <remarks>Percentiles interpolate linearly between the two nearest gaps, as NumPy's default does.</remarks>
public sealed record InterTokenLatency(int Count, TimeSpan Mean, TimeSpan Median, TimeSpan P90, TimeSpan P99, TimeSpan Max)
{
    /// <summary>Summarises gaps.</summary>
    /// <param name="gaps">Seconds, in any order; sorted in place.</param>
    /// <returns>Null for no gaps.</returns>
    internal static InterTokenLatency? Summarize(Span<float> gaps)
    {
        if (gaps.IsEmpty) return null;
        gaps.Sort();
        var sum = 0.0;
        foreach (float gap in gaps) sum += gap;
        return new InterTokenLatency(
            gaps.Length,
            TimeSpan.FromSeconds(sum / gaps.Length),
            At(gaps, 0.5), At(gaps, 0.9), At(gaps, 0.99),
            TimeSpan.FromSeconds(gaps[^1]));
    }

    private static TimeSpan At(ReadOnlySpan<float> sorted, double fraction)
    {
        double place = fraction * (sorted.Length - 1);
        var below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return TimeSpan.FromSeconds(sorted[below] + (sorted[above] - sorted[below]) * (place - below));
    }
}
