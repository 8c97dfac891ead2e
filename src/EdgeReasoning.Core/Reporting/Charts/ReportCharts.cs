namespace EdgeReasoning.Reporting;

/// <summary>The charts that a study has the data for, and a sentence for each that it has not.</summary>
internal sealed class ReportCharts
{
    private ReportCharts(IReadOnlyList<Chart> charts, IReadOnlyList<string> missing) => (Charts, Missing) = (charts, missing);

    public IReadOnlyList<Chart> Charts { get; }

    public IReadOnlyList<string> Missing { get; }

    public static ReportCharts Of(Study study, IReadOnlyList<ResultRow> rows)
    {
        List<Chart> charts = [.. FrontierCharts.Of(rows), TokenChart.Of(rows)];
        List<string> missing = [];
        Take(LatencyChart.Of(study, rows), "No latency chart: the study has no profile of a model.");
        Take(PowerChart.Of(study), "No power chart: no profile has a power model.");
        Take(VoteChart.Of(rows), "No chart of votes: no configuration takes more than one sample.");
        return new(charts, missing);

        void Take(Chart? chart, string otherwise)
        {
            if (chart is not null)
                charts.Add(chart);
            else
                missing.Add(otherwise);
        }
    }

    /// <summary>What every chart of configurations says of one.</summary>
    public static IReadOnlyList<(string Title, string Text)> Details(ResultRow row) =>
    [
        ("configuration", row.Name),
        ("accuracy", $"{Quantity.Percent(row.Accuracy)} ({Quantity.Percent(row.AccuracyInterval)})"),
        ("mean time", $"{Quantity.Seconds(row.Seconds)} ({row.Timing})"),
        ("95th percentile", Quantity.Seconds(row.LateSeconds)),
        ("mean energy", Quantity.Joules(row.Joules)),
        ("output tokens", Quantity.Count(row.OutputTokens)),
        ("samples", Quantity.Count(row.Samples)),
    ];
}
