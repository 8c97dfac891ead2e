namespace EdgeReasoning.Benchmarks.Storing;

/// <summary>Traces of one length: how fast they are stored and read, and how fast their bytes would be without anything else.</summary>
internal sealed record StoreRow
{
    public required int ThinkingTokens { get; init; }

    public required int Traces { get; init; }

    public required double BytesPerTrace { get; init; }

    /// <summary>Microseconds of storing a trace.</summary>
    public required double Write { get; init; }

    /// <summary>Microseconds of appending its bytes to a file, one call for each.</summary>
    public required double WriteFloor { get; init; }

    /// <summary>Microseconds of making its line, and nothing else.</summary>
    public required double Serialize { get; init; }

    /// <summary>Microseconds of asking whether a file is there.</summary>
    public required double FileExists { get; init; }

    /// <summary>Microseconds of a trace when a store is opened.</summary>
    public required double Read { get; init; }

    /// <summary>Microseconds of reading its bytes.</summary>
    public required double ReadFloor { get; init; }
}
