using EdgeReasoning.Prompts;

namespace EdgeReasoning.Remote;

/// <summary>Which servers answer, and how they are dealt with.</summary>
public sealed record RemoteEngineOptions
{
    /// <summary>The model, as the servers name it; not blank.</summary>
    public required string Model { get; init; }

    /// <summary>The servers, at least one; all have to serve the same model.</summary>
    public required IReadOnlyList<RemoteEndpoint> Endpoints { get; init; }

    /// <summary>
    /// What decodes, as measurements are to name it: <c>H100</c>, say. Traces of one name are of one source in a store, so that a run can go on over other servers of the
    /// kind. Null, the default, is the servers' addresses.
    /// </summary>
    public string? Device { get; init; }

    /// <summary>Which server it is: what it has beyond OpenAI's API, by which budgets are kept. Default <see cref="RemoteDialect.OpenAI"/>, which has nothing.</summary>
    public RemoteDialect Dialect { get; init; } = RemoteDialect.OpenAI;

    /// <summary>
    /// How the model thinks. The markers find thinking that a server leaves in the content, and close it where it is cut. Default
    /// <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c>, with an empty block to answer at once.
    /// </summary>
    public ThinkingFormat Thinking { get; init; } = new() { Family = "remote", Markers = ThinkingMarkers.Think, NoThinkingPrefill = "<think>\n\n</think>\n\n" };

    /// <summary>Traces that are asked for at once over all servers, from 1. Default 32. More wait their turn.</summary>
    public int MaxParallelTraces { get; init; } = 32;

    /// <summary>Times that a trace is asked for again after an error that may pass, from 0. Default 4.</summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>Time before the first further attempt where no other server is free, doubled for each next one; above 0. Default 0.5 s. A longer <c>Retry-After</c> of the server holds.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest time before a further attempt, at least <see cref="RetryDelay"/>. Default 30 s.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for which a server that failed is asked for nothing while others are well; from 0. Default 10 s.</summary>
    public TimeSpan RestTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for which a server may send nothing before it counts as failed; above 0. Default 2 minutes.</summary>
    public TimeSpan StallTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Where the sequence of seeds starts that requests without a seed of their own take from. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>What sends the requests, owned by the caller; null, the default, takes one of its own. Its own <see cref="HttpClient.Timeout"/> should be infinite.</summary>
    public HttpClient? HttpClient { get; init; }

    /// <summary>The clock. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Checks every setting against its range.</summary>
    /// <exception cref="ArgumentException">One is out of its range.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Model);
        ArgumentNullException.ThrowIfNull(Endpoints);
        if (Endpoints.Count == 0) throw new ArgumentException("There is no server to ask; give at least one endpoint.", nameof(Endpoints));
        foreach (RemoteEndpoint endpoint in Endpoints)
        {
            ArgumentNullException.ThrowIfNull(endpoint, nameof(Endpoints));
            if (endpoint.Url is not { IsAbsoluteUri: true, Scheme: "http" or "https" }) throw new ArgumentException($"'{endpoint.Url}' is no address of a server; write http://HOST:PORT/v1.", nameof(Endpoints));
        }

        if (Device is not null) ArgumentException.ThrowIfNullOrWhiteSpace(Device);
        ArgumentNullException.ThrowIfNull(Dialect);
        ArgumentNullException.ThrowIfNull(Thinking);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxParallelTraces, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRetries, 0);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RetryDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRetryDelay, RetryDelay);
        ArgumentOutOfRangeException.ThrowIfLessThan(RestTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StallTime, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
