namespace EdgeReasoning.Reporting;

/// <summary>Accuracy against the number of samples, with a line for each model, budget and kind of vote.</summary>
internal static class VoteChart
{
    public static Chart? Of(IReadOnlyList<ResultRow> rows)
    {
        ResultRow[] votes = [.. rows.Where(IsVote)];
        if (votes.Length == 0)
            return null;

        // Those of one sample are where each line begins.
        ResultRow[] shown = [.. rows.Where(row => votes.Any(vote => IsVote(row) ? vote == row : IsSameBut(vote, row)))];
        List<ChartLine> lines = [];
        foreach (IGrouping<string, ResultRow> line in votes.GroupBy(NameOf, StringComparer.Ordinal))
        {
            ResultRow[] along = [.. shown.Where(row => !IsVote(row) && IsSameBut(line.First(), row)), .. line];
            if (along.Length > 1)
                lines.Add(new(line.Key, line.First().Model, "votes", [.. along.OrderBy(row => row.Samples).Select(row => (row.Samples, row.Accuracy))]));
        }

        ResultRow best = votes.MaxBy(row => row.Accuracy)!;
        ResultRow? single = rows.Where(row => !IsVote(row) && IsSameBut(best, row)).FirstOrDefault();
        return new Chart
        {
            Id = "votes",
            Title = "Votes",
            Description = $"The best vote is {best.Name}: {Quantity.Percent(best.Accuracy)} with {Quantity.Count(best.Samples)} samples a question"
                + (single is null ? "." : $", where one sample has {Quantity.Percent(single.Accuracy)}.") + " Lines join the same model, budget and kind of vote; bars are 95 % intervals.",
            X = ChartAxis.Logarithmic("mean samples of a question", shown.Select(row => row.Samples)),
            Y = ChartAxis.Accuracy,
            Colors = Palette.For(shown.Select(row => row.Model)),
            Lines = lines,
            Dots =
            [
                .. shown.Select(row => new ChartDot(row.Samples, row.Accuracy, row.Model, row.Timing)
                {
                    Interval = row.AccuracyInterval,
                    Details = ReportCharts.Details(row),
                }),
            ],
        };
    }

    private static bool IsVote(ResultRow row) => row.Result.Configuration.Scaling.Samples > 1;

    private static bool IsSameBut(ResultRow vote, ResultRow row) =>
        vote.Model == row.Model
        && vote.Result.Configuration.Budget.Name == row.Result.Configuration.Budget.Name
        && vote.Result.Device == row.Result.Device;

    // "majority of 4" and "majority of 8" are one kind of vote.
    private static string NameOf(ResultRow row) =>
        $"{row.Model}, {row.Result.Configuration.Budget.Name}, {string.Concat(row.Result.Configuration.Scaling.Name.Where(c => !char.IsAsciiDigit(c)))}, {row.Result.Device}";
}
