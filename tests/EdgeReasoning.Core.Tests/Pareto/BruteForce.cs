namespace EdgeReasoning.Pareto;

/// <summary>The definitions, word for word, with minimised axes: what the fast ways are held to.</summary>
internal static class BruteForce
{
    public static bool Dominates(double[] a, double[] b) =>
        a.Zip(b).All(pair => pair.First <= pair.Second) && a.Zip(b).Any(pair => pair.First < pair.Second);

    public static int[] Front(double[][] points) =>
        [.. Enumerable.Range(0, points.Length).Where(i => !points.Any(other => Dominates(other, points[i])))];

    public static int[] DistinctFront(double[][] points) =>
        [.. Front(points).Where(i => !points.Take(i).Any(earlier => earlier.SequenceEqual(points[i])))];

    public static int[] Ranks(double[][] points)
    {
        var ranks = new int[points.Length];
        List<int> left = [.. Enumerable.Range(0, points.Length)];
        for (int rank = 0; left.Count > 0; rank++)
        {
            int[] front = [.. left.Where(i => !left.Any(other => Dominates(points[other], points[i])))];
            foreach (int i in front)
                ranks[i] = rank;
            left.RemoveAll(i => front.Contains(i));
        }

        return ranks;
    }

    /// <summary>The hypervolume by counting the cells of the grid that the coordinates span.</summary>
    public static double Hypervolume(double[][] points, double[] reference)
    {
        double[][] counting = [.. points.Where(point => point.Zip(reference).All(pair => pair.First < pair.Second))];
        double[][] cuts = [.. reference.Select((edge, axis) => counting.Select(point => point[axis]).Append(edge).Distinct().Order().ToArray())];
        return Cells(cuts, new double[reference.Length], 0, 1, counting);
    }

    private static double Cells(double[][] cuts, double[] corner, int axis, double volume, double[][] points)
    {
        if (axis == cuts.Length)
            return points.Any(point => point.Zip(corner).All(pair => pair.First <= pair.Second)) ? volume : 0;
        double sum = 0;
        for (int i = 0; i + 1 < cuts[axis].Length; i++)
        {
            corner[axis] = cuts[axis][i];
            sum += Cells(cuts, corner, axis + 1, volume * (cuts[axis][i + 1] - cuts[axis][i]), points);
        }

        return sum;
    }
}
