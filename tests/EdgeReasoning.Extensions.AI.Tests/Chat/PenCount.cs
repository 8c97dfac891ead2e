using System.ComponentModel.DataAnnotations;

namespace EdgeReasoning.Extensions.AI.Tests;

/// <summary>A type that answers are parsed into: every kind of member.</summary>
internal sealed record PenCount
{
    [StringLength(8)]
    public required string Name { get; init; }

    [Range(0, 1000)]
    public required int Number { get; init; }

    public required bool Sure { get; init; }

    public required DayOfWeek Day { get; init; }

    public double? Share { get; init; }

    [MaxLength(3)]
    public required PenStep[] Steps { get; init; }
}
