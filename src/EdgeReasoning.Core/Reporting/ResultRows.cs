using EdgeReasoning.Evaluation;
using EdgeReasoning.Pareto;

namespace EdgeReasoning.Reporting;

/// <summary>Finds the frontier of mean seconds and accuracy, for each device by itself: times of different devices do not compare.</summary>
internal static class ResultRows
{
    public const string Seconds = "mean seconds of a question";
    public const string Accuracy = "accuracy";

    public static IReadOnlyList<ResultRow> Of(Study study)
    {
        var numbers = new Dictionary<ConfigurationResult, int>(ReferenceEqualityComparer.Instance);
        foreach (IGrouping<string, ConfigurationResult> device in study.Results.GroupBy(result => result.Device, StringComparer.Ordinal))
        {
            var frontier = new ParetoFrontier<ConfigurationResult>(
                Objective.Minimize<ConfigurationResult>(Seconds, result => result.MeanSeconds),
                Objective.Maximize<ConfigurationResult>(Accuracy, result => result.Accuracy));
            frontier.AddRange(device);
            int number = 0;
            foreach (ConfigurationResult member in frontier.Members.OrderBy(result => result.MeanSeconds))
                numbers[member] = ++number;
        }

        return [.. study.Results.Select(result => new ResultRow(result, numbers.TryGetValue(result, out int number) ? number : null))];
    }
}
