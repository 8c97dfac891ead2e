using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;
using EdgeReasoning.Planning;

namespace EdgeReasoning.Reporting;

/// <summary>Everything that a report shows. Immutable.</summary>
public sealed record Study
{
    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>The benchmark's name.</summary>
    public required string Benchmark { get; init; }

    /// <summary>Every configuration; at least one.</summary>
    public required IReadOnlyList<ConfigurationResult> Results { get; init; }

    /// <summary>The profiles of the models on the device, those that there are.</summary>
    public IReadOnlyList<DeviceProfile> Profiles { get; init; } = [];

    /// <summary>What was chosen for which constraints.</summary>
    public IReadOnlyList<Plan> Plans { get; init; } = [];

    /// <summary>What it ran on and with, name and value, in the order in which it is shown.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>When; null where unknown.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The study as JSON, with all that a report needs. Of budgets and scaling policies it has the names.</summary>
    public string ToJson() => StudyJson.Write(this);

    /// <summary>Reads a study.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <returns>The study. Budgets and scaling policies other than the defaults carry their names, and refuse to run.</returns>
    /// <exception cref="InvalidDataException">It is not a study, or of a schema version that this library does not read.</exception>
    public static Study FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return StudyJson.Read(json);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Title}: {Results.Count} configurations on {Benchmark}, {Profiles.Count} profiles, {Plans.Count} plans");
}
