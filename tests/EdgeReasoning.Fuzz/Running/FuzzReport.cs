using System.Globalization;

namespace EdgeReasoning.Fuzz.Running;

/// <summary>What a run of a fuzzer came to.</summary>
public sealed record FuzzReport
{
    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>Inputs that were run.</summary>
    public required int Inputs { get; init; }

    /// <summary>The seed of the first.</summary>
    public required int Seed { get; init; }

    /// <summary>Time of the whole.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Endings that could be told apart, and how often each came.</summary>
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }

    /// <summary>The longest time that reading an input took, and the input's seed.</summary>
    public required (TimeSpan Time, int Seed) Slowest { get; init; }

    /// <summary>The most bytes that reading an input allocated, and the input's seed.</summary>
    public required (long Bytes, int Seed) Largest { get; init; }

    /// <summary>Bytes that inputs have on average.</summary>
    public required long MeanBytes { get; init; }

    /// <summary>Everything that must not be.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Target}: {Inputs:N0} inputs from seed {Seed} in {Elapsed.TotalSeconds:0} s ({Inputs / Elapsed.TotalSeconds:N0}/s, {MeanBytes:N0} bytes each), {Outcomes.Count} outcomes, slowest {Slowest.Time.TotalMilliseconds:0} ms (seed {Slowest.Seed}), most allocated {Largest.Bytes:N0} bytes (seed {Largest.Seed}), {Findings.Count} findings");
}
