namespace EdgeReasoning.Statistics;

/// <summary>What a request must keep to count as well served. A limit that is null is not asked for; limits are inclusive.</summary>
public sealed record ServiceLevel
{
    /// <summary>The longest time to the first token, in seconds.</summary>
    public double? TimeToFirstToken { get; init; }

    /// <summary>The longest mean time between output tokens, in seconds.</summary>
    public double? TimePerOutputToken { get; init; }

    /// <summary>The longest time to the last token, in seconds.</summary>
    public double? EndToEnd { get; init; }

    /// <summary>Whether a request kept every limit. A reply of one token keeps any limit on the time between tokens.</summary>
    /// <param name="latency">How the request was served.</param>
    /// <exception cref="ArgumentNullException"><paramref name="latency"/> is null.</exception>
    public bool IsMetBy(ServingLatency latency)
    {
        ArgumentNullException.ThrowIfNull(latency);
        return !(latency.TimeToFirstToken > TimeToFirstToken || latency.TimePerOutputToken > TimePerOutputToken || latency.EndToEnd > EndToEnd);
    }

    /// <summary>Goodput: requests that met this level, a second.</summary>
    /// <param name="requests">How each request was served.</param>
    /// <param name="durationSeconds">How long the requests took together, in seconds, above 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="requests"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="durationSeconds"/> is not above 0.</exception>
    public double Goodput(IEnumerable<ServingLatency> requests, double durationSeconds)
    {
        ArgumentNullException.ThrowIfNull(requests);
        if (!(durationSeconds > 0))
            throw new ArgumentOutOfRangeException(nameof(durationSeconds), durationSeconds, "The duration is above 0 seconds; give the wall time of the whole run.");
        return requests.Count(IsMetBy) / durationSeconds;
    }
}
