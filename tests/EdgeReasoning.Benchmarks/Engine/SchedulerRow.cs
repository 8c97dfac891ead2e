namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>One number of sequences: what a step takes beside the decode call, in microseconds.</summary>
internal sealed record SchedulerRow
{
    public required int Sequences { get; init; }

    /// <summary>With a model that has nothing to do.</summary>
    public required double IdleMicroseconds { get; init; }

    /// <summary>The same while every token is streamed.</summary>
    public required double StreamingMicroseconds { get; init; }

    public required double BytesPerToken { get; init; }

    public required double StreamingBytesPerToken { get; init; }

    public required double WaitsPerToken { get; init; }

    public required double StreamingWorkItemsPerToken { get; init; }

    /// <summary>With a tiny model: the decode call.</summary>
    public required double TinyDecodeMicroseconds { get; init; }

    /// <summary>With a tiny model: beside it.</summary>
    public required double TinyMicroseconds { get; init; }

    /// <summary>Processor time of a step of the bare loop over that of the engine's, on the tiny model: 1 is an engine that costs nothing.</summary>
    public required double Ratio { get; init; }

    /// <summary>The part of a step of the tiny model that is not the decode call.</summary>
    public double Share => TinyMicroseconds / (TinyMicroseconds + TinyDecodeMicroseconds);
}
