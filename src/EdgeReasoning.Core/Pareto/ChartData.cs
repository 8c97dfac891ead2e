namespace EdgeReasoning.Pareto;

/// <summary>What a chart shows, in the units of its axes; both writers draw the same.</summary>
internal sealed record ChartData(
    string Title,
    (string Name, Direction Direction) X,
    (string Name, Direction Direction) Y,
    IReadOnlyList<ChartPoint> Points,
    IReadOnlyList<(double X, double Y)> Steps,
    IReadOnlyList<ChartArea> Areas,
    (double X, double Y)? Reference,
    double? Hypervolume)
{
    /// <summary>Where a member's label is clear of steps and shade: on the better side of either axis.</summary>
    public (bool IsLeft, bool IsAbove) LabelSide => (X.Direction == Direction.Minimize, Y.Direction == Direction.Maximize);

    public static ChartData Create(
        string title,
        (string Name, Direction Direction) x,
        (string Name, Direction Direction) y,
        List<ChartPoint> points,
        (double X, double Y)? reference)
    {
        if (reference is { } given && !(double.IsFinite(given.X) && double.IsFinite(given.Y)))
            throw new ArgumentException("The reference of the chart is not finite; give two finite numbers.", nameof(reference));

        double[][] values = [.. points.Select(static point => new[] { point.X, point.Y })];
        Direction[] directions = [x.Direction, y.Direction];
        // Ascending in what is better on the horizontal axis, and therefore worse on the other.
        (double X, double Y)[] front =
        [
            .. NonDominated.Front(values, directions, TieRule.KeepFirst)
                .Select(row => (points[row].X, points[row].Y))
                .OrderBy(point => PointMatrix.Orient(point.X, x.Direction)),
        ];
        bool IsCounting((double X, double Y) point) => reference is { } limit
            && PointMatrix.Orient(point.X, x.Direction) < PointMatrix.Orient(limit.X, x.Direction)
            && PointMatrix.Orient(point.Y, y.Direction) < PointMatrix.Orient(limit.Y, y.Direction);

        (double X, double Y)[] counting = [.. front.Where(IsCounting)];
        return new ChartData(
            title,
            x,
            y,
            points,
            StepsOf(front, counting, reference),
            reference is { } corner ? AreasOf(counting, corner) : [],
            reference,
            reference is { } end ? EdgeReasoning.Pareto.Hypervolume.Compute(values, [end.X, end.Y], directions) : null);
    }

    // From each point along the horizontal axis to the next, then down to it; out to the reference at both ends.
    private static List<(double X, double Y)> StepsOf(
        (double X, double Y)[] front, (double X, double Y)[] counting, (double X, double Y)? reference)
    {
        var steps = new List<(double X, double Y)>();
        if (reference is { } first && counting.Length > 0 && counting[0] == front[0])
            steps.Add((front[0].X, first.Y));
        for (int i = 0; i < front.Length; i++)
        {
            if (i > 0)
                steps.Add((front[i].X, front[i - 1].Y));
            steps.Add(front[i]);
        }

        if (reference is { } last && counting.Length > 0 && counting[^1] == front[^1])
            steps.Add((last.X, front[^1].Y));
        return steps;
    }

    private static List<ChartArea> AreasOf((double X, double Y)[] counting, (double X, double Y) reference)
    {
        var areas = new List<ChartArea>();
        for (int i = 0; i < counting.Length; i++)
        {
            double end = i + 1 < counting.Length ? counting[i + 1].X : reference.X;
            areas.Add(new ChartArea(counting[i].X, counting[i].Y, end, reference.Y));
        }

        return areas;
    }
}
