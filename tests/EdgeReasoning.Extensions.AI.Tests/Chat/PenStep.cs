using System.ComponentModel.DataAnnotations;

namespace EdgeReasoning.Extensions.AI.Tests;

internal sealed record PenStep
{
    [Range(-99, 99)]
    public required int Change { get; init; }

    public DateOnly? At { get; init; }
}
