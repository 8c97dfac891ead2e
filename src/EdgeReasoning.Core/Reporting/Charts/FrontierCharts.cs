using EdgeReasoning.Pareto;

namespace EdgeReasoning.Reporting;

/// <summary>Accuracy against mean time, one chart for each device.</summary>
internal static class FrontierCharts
{
    private const string Member = "on the frontier";
    private const string Other = "beaten by another";

    public static IEnumerable<Chart> Of(IReadOnlyList<ResultRow> rows)
    {
        ResultRow[][] devices = [.. rows.GroupBy(row => row.Result.Device, StringComparer.Ordinal).Select(device => device.ToArray())];
        return devices.Select((device, index) => Of(
            device,
            index == 0 ? "frontier" : Quantity.Invariant($"frontier-{index + 1}"),
            devices.Length == 1 ? "Accuracy against time" : $"Accuracy against time on {device[0].Result.Device}"));
    }

    private static Chart Of(ResultRow[] rows, string id, string title)
    {
        ResultRow[] members = [.. rows.Where(row => row.IsMember).OrderBy(row => row.FrontierNumber)];
        List<ChartPoint> points = [.. rows.Select(row => new ChartPoint(row.Seconds, row.Accuracy, "", row.IsMember))];
        IReadOnlyList<(double X, double Y)> steps = ChartData.Create(
            title, (ResultRows.Seconds, Direction.Minimize), (ResultRows.Accuracy, Direction.Maximize), points, null).Steps;
        return new Chart
        {
            Id = id,
            Title = title,
            Description = Quantity.Invariant(
                $"{members.Length} of {rows.Length} configurations are on the frontier, from {members[0].Name} ({Quantity.Percent(members[0].Accuracy)} in {Quantity.Seconds(members[0].Seconds)}) to {members[^1].Name} ({Quantity.Percent(members[^1].Accuracy)} in {Quantity.Seconds(members[^1].Seconds)}). Bars are 95 % intervals; numbers are those of the table."),
            X = ChartAxis.Logarithmic("mean seconds of a question", rows.Select(row => row.Seconds)),
            Y = ChartAxis.Accuracy,
            Colors = [(Member, Palette.Member), (Other, Palette.Other)],
            Lines = steps.Count > 1 ? [new("frontier", Member, "frontier", steps)] : [],
            Dots =
            [
                .. rows.Select(row => new ChartDot(row.Seconds, row.Accuracy, row.IsMember ? Member : Other, row.Timing)
                {
                    Interval = row.AccuracyInterval,
                    Label = row.FrontierNumber is { } number ? Quantity.Invariant($"{number}") : "",
                    Details = ReportCharts.Details(row),
                }),
            ],
        };
    }
}
