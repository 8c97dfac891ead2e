using System.Diagnostics.CodeAnalysis;

namespace EdgeReasoning.Performance;

/// <summary>One line of NVIDIA's tegrastats, of any JetPack. What a line does not have is null or empty.</summary>
public sealed record TegrastatsLine
{
    /// <summary>Longest line that is read, in characters.</summary>
    public const int MaxLength = 1 << 14;

    /// <summary>The local time printed in front, to the second; JetPack 5 and later.</summary>
    public DateTime? Timestamp { get; init; }

    /// <summary>Memories.</summary>
    public IReadOnlyList<TegrastatsMemory> Memories { get; init; } = [];

    /// <summary>Processor cores in order; a core that is off is there too.</summary>
    public IReadOnlyList<TegrastatsUnit> Cores { get; init; } = [];

    /// <summary>The memory controller. The artifact's parser loses it.</summary>
    public TegrastatsUnit? MemoryController { get; init; }

    /// <summary>Graphics processors.</summary>
    public IReadOnlyList<TegrastatsUnit> Gpus { get; init; } = [];

    /// <summary>Other engines: video, vision, deep-learning accelerators.</summary>
    public IReadOnlyList<TegrastatsUnit> Engines { get; init; } = [];

    /// <summary>Temperatures in degrees Celsius by sensor; null for one whose domain is off, which prints as −256.</summary>
    public IReadOnlyDictionary<string, double?> Temperatures { get; init; } = new Dictionary<string, double?>();

    /// <summary>Power rails.</summary>
    public IReadOnlyList<TegrastatsRail> Rails { get; init; } = [];

    /// <summary>Reads a line. Unknown words are skipped; a line without a single known one is refused.</summary>
    /// <param name="line">The line.</param>
    /// <param name="result">What it says.</param>
    public static bool TryParse([NotNullWhen(true)] string? line, [NotNullWhen(true)] out TegrastatsLine? result)
    {
        result = line is null || line.Length > MaxLength ? null : new TegrastatsParser(line).Parse();
        return result is not null;
    }

    /// <summary>Power of one rail over the last interval; null where the line does not have it.</summary>
    /// <param name="rail">The rail's name, in any case.</param>
    public double? Watts(string rail)
    {
        foreach (TegrastatsRail entry in Rails)
        {
            if (entry.Name.Equals(rail, StringComparison.OrdinalIgnoreCase))
            {
                return entry.Milliwatts / 1000;
            }
        }

        return null;
    }
}
