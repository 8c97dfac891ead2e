using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;
using EdgeReasoning.Planning;

namespace EdgeReasoning.Reporting;

/// <summary>A candidate of a plan as JSON.</summary>
/// <remarks><c>Result</c> is the index of its result in the study.</remarks>
internal sealed record CandidateDocument(
    int Result, Prediction Accuracy, Prediction Seconds, double? Joules, double? Cost, long? MemoryBytes, IReadOnlyList<string> Violations)
{
    public static CandidateDocument Of(PlanCandidate candidate, List<ConfigurationResult> results)
    {
        int index = results.FindIndex(result => ReferenceEquals(result, candidate.Result));
        if (index < 0)
        {
            // A plan may judge on results that the study does not show.
            index = results.Count;
            results.Add(candidate.Result);
        }

        return new(index, candidate.Accuracy, candidate.Seconds, candidate.Joules, candidate.Cost, candidate.MemoryBytes, candidate.Violations);
    }

    public PlanCandidate ToCandidate(IReadOnlyList<ConfigurationResult> results) => new()
    {
        Result = Result >= 0 && Result < results.Count
            ? results[Result]
            : throw new InvalidDataException($"A plan names the result {Result}; the study has {results.Count}."),
        Accuracy = Accuracy,
        Seconds = Seconds,
        Joules = Joules,
        Cost = Cost,
        MemoryBytes = MemoryBytes,
        Violations = Violations,
    };
}
