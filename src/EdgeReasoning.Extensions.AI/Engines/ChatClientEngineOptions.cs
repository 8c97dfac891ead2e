using Microsoft.Extensions.AI;

namespace EdgeReasoning.Extensions.AI;

/// <summary>How a chat client is used as an engine.</summary>
public sealed record ChatClientEngineOptions
{
    /// <summary>What every call starts from: a model, say. Null, the default, is the client's own defaults.</summary>
    public ChatOptions? ChatOptions { get; init; }

    /// <summary>Calls under way at once for one request, from 1: more take turns. Default 8.</summary>
    public int MaxParallelCalls { get; init; } = 8;

    /// <summary>The clock for deadlines and timing. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxParallelCalls, 1);
    }
}
