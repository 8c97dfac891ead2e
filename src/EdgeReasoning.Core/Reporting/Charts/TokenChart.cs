namespace EdgeReasoning.Reporting;

/// <summary>Accuracy against the tokens that it took.</summary>
internal static class TokenChart
{
    public static Chart Of(IReadOnlyList<ResultRow> rows)
    {
        ResultRow best = rows.MaxBy(row => row.Accuracy)!;
        ResultRow least = rows.MinBy(row => row.OutputTokens)!;
        return new Chart
        {
            Id = "tokens",
            Title = "Accuracy against tokens",
            Description = $"The fewest output tokens are those of {least.Name}: {Quantity.Count(least.OutputTokens)} a question for {Quantity.Percent(least.Accuracy)}. "
                + $"The most accurate configuration, {best.Name}, takes {Quantity.Count(best.OutputTokens)} for {Quantity.Percent(best.Accuracy)}. Tokens of all samples count; bars are 95 % intervals.",
            X = ChartAxis.Logarithmic("mean output tokens of a question", rows.Select(row => row.OutputTokens)),
            Y = ChartAxis.Accuracy,
            Colors = Palette.For(rows.Select(row => row.Model)),
            Dots =
            [
                .. rows.Select(row => new ChartDot(row.OutputTokens, row.Accuracy, row.Model, row.Timing)
                {
                    Interval = row.AccuracyInterval,
                    Details = ReportCharts.Details(row),
                }),
            ],
        };
    }
}
