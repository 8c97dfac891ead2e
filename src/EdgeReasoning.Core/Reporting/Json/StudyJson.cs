using System.Text.Json;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;
using EdgeReasoning.Planning;

namespace EdgeReasoning.Reporting;

/// <summary>Writes and reads studies.</summary>
internal static class StudyJson
{
    public static string Write(Study study)
    {
        List<ConfigurationResult> results = [.. study.Results];
        PlanDocument[] plans = [.. study.Plans.Select(plan => new PlanDocument(
            plan.Constraints,
            plan.Choice is { } choice ? CandidateDocument.Of(choice, results) : null,
            [.. plan.Alternatives.Select(candidate => CandidateDocument.Of(candidate, results))],
            plan.Reason))];
        return JsonSerializer.Serialize(
            new StudyDocument
            {
                SchemaVersion = StudyDocument.CurrentSchemaVersion,
                Title = study.Title,
                Benchmark = study.Benchmark,
                Date = study.Date,
                Environment = [.. study.Environment.Select(pair => new EnvironmentDocument(pair.Key, pair.Value))],
                Results = [.. results.Select(ResultDocument.Of)],
                Plans = plans,
                Profiles = [.. study.Profiles.Select(profile => JsonSerializer.SerializeToElement(profile, PerformanceJsonContext.Default.DeviceProfile))],
            },
            StudyJsonContext.Default.StudyDocument);
    }

    public static Study Read(string json)
    {
        try
        {
            StudyDocument document = JsonSerializer.Deserialize(json, StudyJsonContext.Default.StudyDocument)
                ?? throw new InvalidDataException("This is not a study: it is null.");
            if (document.SchemaVersion != StudyDocument.CurrentSchemaVersion)
                throw new InvalidDataException($"This study has schema version {document.SchemaVersion}; this library reads {StudyDocument.CurrentSchemaVersion}. Update the library, or make the study again.");

            ConfigurationResult[] results = [.. document.Results.Select(result => result.ToResult())];
            return new Study
            {
                Title = document.Title,
                Benchmark = document.Benchmark,
                Date = document.Date,
                Environment = [.. document.Environment.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))],
                Results = results,
                Profiles = [.. document.Profiles.Select(profile => DeviceProfile.FromJson(profile.GetRawText()))],
                Plans =
                [
                    .. document.Plans.Select(plan => new Plan
                    {
                        Constraints = plan.Constraints,
                        Choice = plan.Choice?.ToCandidate(results),
                        Alternatives = [.. plan.Alternatives.Select(candidate => candidate.ToCandidate(results))],
                        Reason = plan.Reason,
                    }),
                ],
            };
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new InvalidDataException($"This is not a study: {exception.Message}", exception);
        }
    }
}
