namespace EdgeReasoning.Server;

/// <summary>What the API lets clients do. Every limit holds for the whole API, over all models.</summary>
public sealed record ReasoningApiOptions
{
    /// <summary>Keys of which a client has to send one, as <c>Authorization: Bearer KEY</c>. Empty, the default, asks for none. <c>/health</c> never asks.</summary>
    public IReadOnlyList<string> ApiKeys { get; init; } = [];

    /// <summary>Bytes that the body of a request may have, from 1. Default 1 MiB.</summary>
    public int MaxRequestBytes { get; init; } = 1 << 20;

    /// <summary>Requests that are answered at once, from 1. Default 64: the engine has them share its batches, and lets traces wait for memory.</summary>
    public int MaxRunningRequests { get; init; } = 64;

    /// <summary>Further requests that may wait for their turn, from 0. Default 128. More are refused with 429.</summary>
    public int MaxWaitingRequests { get; init; } = 128;

    /// <summary>Traces that one request may ask for, by <c>n</c> or by its vote, from 1 to 4096. Default 64.</summary>
    public int MaxTraces { get; init; } = 64;

    /// <summary>Time that a request may take, waiting included; above 0. Default 10 minutes. It ends with an error: a <c>deadline</c> of the request ends with an answer.</summary>
    public TimeSpan RequestTimeLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Time that a client may let a piece of a reply wait which does not fit into the connection's buffers; above 0. Default 15 s. Slower ones are cut off.</summary>
    public TimeSpan SlowReaderTimeLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time that requests under way have to finish when the app stops; from 0. Default 20 s. Those that have not are cancelled.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The clock. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Checks every setting against its range.</summary>
    /// <exception cref="ArgumentException">One is out of its range.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(ApiKeys);
        if (ApiKeys.Any(string.IsNullOrWhiteSpace)) throw new ArgumentException("An API key is blank: everybody would have it. Leave it out, or give one.", nameof(ApiKeys));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRequestBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRunningRequests, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxWaitingRequests, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxTraces, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxTraces, 4096);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RequestTimeLimit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(SlowReaderTimeLimit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(DrainTime, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
