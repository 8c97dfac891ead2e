namespace EdgeReasoning.Evaluation;

/// <summary>What a store is of. Its first line.</summary>
public sealed record StoredRun
{
    /// <summary>Version of the format that this library writes, and the newest it reads.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>Version of the format.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>The benchmark's name.</summary>
    public required string Benchmark { get; init; }

    /// <summary>The seed from which those of the traces are derived.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Version of the library that made the store.</summary>
    public required string Library { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
