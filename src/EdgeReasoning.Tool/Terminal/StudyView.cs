using System.Globalization;
using System.Text.Json.Nodes;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Pareto;
using EdgeReasoning.Planning;
using EdgeReasoning.Reporting;

namespace EdgeReasoning.Tool.Terminal;

/// <summary>A study on a terminal: results with the frontier marked, and what was chosen.</summary>
internal static class StudyView
{
    public static void Show(Screen screen, Study study)
    {
        if (screen.IsJson)
        {
            screen.Json(JsonNode.Parse(study.ToJson())!);
            return;
        }

        screen.Table(["configuration", "accuracy", "95 % interval", "seconds", "at 95 %", "tokens", "timing"], Rows(study.Results));
        screen.Line("\n* on the frontier of accuracy and mean seconds: none is better in one and as good in the other");
        foreach (Plan plan in study.Plans)
        {
            screen.Line();
            screen.Line(plan.Reason);
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<ConfigurationResult> results)
    {
        var frontier = new ParetoFrontier<ConfigurationResult>(
            Objective.Minimize<ConfigurationResult>("seconds", result => result.MeanSeconds),
            Objective.Maximize<ConfigurationResult>("accuracy", result => result.Accuracy));
        frontier.AddRange(results);
        HashSet<ConfigurationResult> members = [.. frontier.Snapshot().Members];
        return results.OrderBy(result => result.MeanSeconds).Select(result => (IReadOnlyList<string>)
        [
            $"{(members.Contains(result) ? "*" : " ")} {result.Configuration.Name}",
            Percent(result.Accuracy), $"{Percent(result.AccuracyInterval.Lower)} to {Percent(result.AccuracyInterval.Upper)}",
            Number(result.MeanSeconds), Number(result.SecondsAt(95)), result.MeanOutputTokens.ToString("N0", CultureInfo.InvariantCulture),
            $"{result.Timing}".ToLowerInvariant(),
        ]);
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
