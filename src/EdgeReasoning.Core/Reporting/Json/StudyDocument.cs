using System.Text.Json;
using EdgeReasoning.Planning;

namespace EdgeReasoning.Reporting;

/// <summary>A study as JSON: policies by their names, and the candidates of plans by the index of their result.</summary>
internal sealed record StudyDocument
{
    public const int CurrentSchemaVersion = 1;

    public required int SchemaVersion { get; init; }

    public required string Title { get; init; }

    public required string Benchmark { get; init; }

    public DateTimeOffset? Date { get; init; }

    public required IReadOnlyList<EnvironmentDocument> Environment { get; init; }

    public required IReadOnlyList<ResultDocument> Results { get; init; }

    public required IReadOnlyList<PlanDocument> Plans { get; init; }

    /// <summary>Each as the profile writes itself.</summary>
    public required IReadOnlyList<JsonElement> Profiles { get; init; }
}

internal sealed record EnvironmentDocument(string Name, string Value);

internal sealed record PlanDocument(Constraints Constraints, CandidateDocument? Choice, IReadOnlyList<CandidateDocument> Alternatives, string Reason);
