using System.Globalization;
using System.Text;

namespace EdgeReasoning.Reporting;

/// <summary>Writes one line for each configuration, by RFC 4180 but with line feeds; unknown is empty, numbers have all their digits.</summary>
internal static class CsvWriter
{
    private static readonly (string Name, Func<ResultRow, object?> Value)[] Columns =
    [
        ("configuration", row => row.Name),
        ("model", row => row.Model),
        ("budget", row => row.Result.Configuration.Budget.Name),
        ("scaling", row => row.Result.Configuration.Scaling.Name),
        ("samples", row => row.Result.Configuration.Scaling.Samples),
        ("frontier", row => row.FrontierNumber),
        ("questions", row => row.Result.Outcomes.Count),
        ("correct", row => row.Result.Correct),
        ("accuracy", row => row.Accuracy),
        ("accuracy_low", row => row.AccuracyInterval.Lower),
        ("accuracy_high", row => row.AccuracyInterval.Upper),
        ("mean_seconds", row => row.Seconds),
        ("median_seconds", row => row.Result.SecondsAt(50)),
        ("p95_seconds", row => row.LateSeconds),
        ("timing", row => row.Timing),
        ("mean_joules", row => row.Joules),
        ("joules_per_correct", row => row.Result.JoulesPerCorrect),
        ("mean_thinking_tokens", row => row.ThinkingTokens),
        ("mean_output_tokens", row => row.OutputTokens),
        ("mean_samples", row => row.Samples),
        ("memory_bytes", row => row.Result.MemoryBytes),
        ("device", row => row.Result.Device),
    ];

    public static string Write(IReadOnlyList<ResultRow> rows)
    {
        var csv = new StringBuilder();
        csv.AppendJoin(',', Columns.Select(column => column.Name)).Append('\n');
        foreach (ResultRow row in rows)
            csv.AppendJoin(',', Columns.Select(column => Field(column.Value(row)))).Append('\n');
        return csv.ToString();
    }

    private static string Field(object? value)
    {
        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
