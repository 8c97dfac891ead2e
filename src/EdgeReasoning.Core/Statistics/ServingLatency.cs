namespace EdgeReasoning.Statistics;

/// <summary>How fast one request was served, in seconds.</summary>
/// <param name="TimeToFirstToken">From the request to its first token (TTFT).</param>
/// <param name="TimePerOutputToken">The mean time between output tokens (TPOT): from the first to the last, over the tokens after the first. NaN for one token.</param>
/// <param name="EndToEnd">From the request to its last token.</param>
public sealed record ServingLatency(double TimeToFirstToken, double TimePerOutputToken, double EndToEnd)
{
    /// <summary>Output tokens a second that the user sees after the first: 1 / <see cref="TimePerOutputToken"/>. NaN for one token.</summary>
    public double TokensPerSecond => 1 / TimePerOutputToken;

    /// <summary>Measures a request by the times at which its tokens came.</summary>
    /// <param name="tokenTimes">Seconds after the request at which each output token came, never falling, at least one.</param>
    /// <exception cref="ArgumentException">There is no token, or a time is negative, falls or is not finite.</exception>
    public static ServingLatency FromTokenTimes(ReadOnlySpan<double> tokenTimes)
    {
        Check(tokenTimes);
        double first = tokenTimes[0], last = tokenTimes[^1];
        double perToken = tokenTimes.Length == 1 ? double.NaN : (last - first) / (tokenTimes.Length - 1);
        return new ServingLatency(first, perToken, last);
    }

    /// <summary>The times between neighbouring tokens (ITL), one fewer than tokens.</summary>
    /// <param name="tokenTimes">Seconds after the request at which each output token came, never falling, at least one.</param>
    /// <exception cref="ArgumentException">There is no token, or a time is negative, falls or is not finite.</exception>
    public static double[] InterTokenLatencies(ReadOnlySpan<double> tokenTimes)
    {
        Check(tokenTimes);
        double[] gaps = new double[tokenTimes.Length - 1];
        for (int i = 0; i < gaps.Length; i++) gaps[i] = tokenTimes[i + 1] - tokenTimes[i];
        return gaps;
    }

    private static void Check(ReadOnlySpan<double> tokenTimes)
    {
        if (tokenTimes.IsEmpty) throw new ArgumentException("A served request has at least one token.", nameof(tokenTimes));
        double previous = 0;
        foreach (double time in tokenTimes)
        {
            if (!double.IsFinite(time) || time < previous)
                throw new ArgumentException($"Token times are finite, start at 0 or later and never fall; {time} after {previous} does not.", nameof(tokenTimes));
            previous = time;
        }
    }
}
