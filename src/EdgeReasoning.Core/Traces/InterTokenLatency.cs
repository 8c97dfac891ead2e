using EdgeReasoning.Statistics;

namespace EdgeReasoning.Traces;

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
    /// <param name="gaps">Seconds, in any order.</param>
    /// <returns>Null for no gaps.</returns>
    internal static InterTokenLatency? Summarize(ReadOnlySpan<double> gaps)
    {
        if (gaps.IsEmpty) return null;
        double[] at = Descriptive.Percentiles(gaps, [50, 90, 99, 100]);
        return new InterTokenLatency(
            gaps.Length,
            TimeSpan.FromSeconds(Descriptive.Mean(gaps)),
            TimeSpan.FromSeconds(at[0]), TimeSpan.FromSeconds(at[1]), TimeSpan.FromSeconds(at[2]), TimeSpan.FromSeconds(at[3]));
    }
}
