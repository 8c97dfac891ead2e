namespace EdgeReasoning.Planning;

/// <summary>How a <see cref="PlannedEngine"/> is set up.</summary>
public sealed record PlannedEngineOptions
{
    /// <summary>What holds for requests that come without constraints of their own. Default: nothing but the deadline in the request's budget.</summary>
    public Constraints Constraints { get; init; } = new();

    /// <summary>Bytes that the loaded models may take together, above 0. Null, the default, is no limit.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Whether a request that nothing can answer within its constraints is refused with <see cref="InfeasiblePlanException"/>. Default false: it is answered by
    /// what misses them least, and cut at its deadline.</summary>
    public bool RefusesInfeasible { get; init; }

    /// <summary>Told of every request's plan before it runs; called on the request's thread. Null, the default, tells nobody.</summary>
    public Action<Plan>? OnPlanned { get; init; }

    /// <summary>The clock for deadlines and loading times. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Constraints);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        Constraints.Validate();
        if (MemoryBytes <= 0) throw new ArgumentOutOfRangeException(nameof(MemoryBytes), MemoryBytes, "Memory is above 0 bytes; leave it null for no limit.");
    }
}
