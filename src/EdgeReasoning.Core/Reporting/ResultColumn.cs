namespace EdgeReasoning.Reporting;

/// <summary>A column of the table of configurations, in the page and in Markdown.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Text">What a cell says.</param>
/// <param name="Order">What its rows are sorted by; null sorts by the text.</param>
internal sealed record ResultColumn(string Title, Func<ResultRow, string> Text, Func<ResultRow, double?>? Order = null)
{
    /// <summary>The columns of a study, the configuration's name first; what no configuration knows has no column.</summary>
    public static IReadOnlyList<ResultColumn> Of(IReadOnlyList<ResultRow> rows)
    {
        List<ResultColumn> columns =
        [
            new("Configuration", row => row.Name),
            new("Frontier", row => row.FrontierNumber is { } number ? Quantity.Count(number) : "", row => row.FrontierNumber ?? double.PositiveInfinity),
            new("Accuracy", row => Quantity.Percent(row.Accuracy), row => row.Accuracy),
            new("95 % interval", row => Quantity.Percent(row.AccuracyInterval), row => row.AccuracyInterval.Lower),
            new("Mean time", row => Quantity.Seconds(row.Seconds), row => row.Seconds),
            new("95th percentile", row => Quantity.Seconds(row.LateSeconds), row => row.LateSeconds),
            new("Time is", row => row.Timing),
        ];
        if (rows.Any(row => row.Joules is not null))
            columns.Add(new("Mean energy", row => Quantity.Joules(row.Joules), row => row.Joules));
        columns.Add(new("Thinking tokens", row => Quantity.Count(row.ThinkingTokens), row => row.ThinkingTokens));
        columns.Add(new("Output tokens", row => Quantity.Count(row.OutputTokens), row => row.OutputTokens));
        if (rows.Any(row => row.Result.MemoryBytes is not null))
            columns.Add(new("Memory", row => Quantity.Bytes(row.Result.MemoryBytes), row => row.Result.MemoryBytes));
        if (rows.Any(row => row.Result.Device != rows[0].Result.Device))
            columns.Add(new("Device", row => row.Result.Device));
        return columns;
    }
}
