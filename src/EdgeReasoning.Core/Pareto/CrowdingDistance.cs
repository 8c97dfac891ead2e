namespace EdgeReasoning.Pareto;

/// <summary>Crowding distance (Deb, Pratap, Agarwal and Meyarivan, NSGA-II, 2002).</summary>
internal static class CrowdingDistance
{
    /// <summary>Writes the distance of each of the given rows into <paramref name="distances"/>.</summary>
    /// <param name="points">Oriented points.</param>
    /// <param name="rows">Rows without NaN that crowd each other, ascending: the first of several equal ends is the end.</param>
    /// <param name="distances">One per row of <paramref name="points"/>.</param>
    public static void Measure(PointMatrix points, ReadOnlySpan<int> rows, double[] distances)
    {
        var order = new int[rows.Length];
        var values = new double[rows.Length];
        foreach (int row in rows)
            distances[row] = 0;

        for (int axis = 0; axis < points.Dimensions; axis++)
        {
            rows.CopyTo(order);
            for (int i = 0; i < order.Length; i++)
                values[i] = points.At(order[i], axis);
            SortStably(values, order);
            AddGaps(values, order, distances);
        }
    }

    private static void AddGaps(double[] values, int[] order, double[] distances)
    {
        int first = Array.FindIndex(values, double.IsFinite);
        int last = Array.FindLastIndex(values, double.IsFinite);
        double span = first >= 0 ? values[last] - values[first] : 0;
        for (int i = 0; i < order.Length; i++)
        {
            // Infinite values and the finite ones next to them are ends as well.
            if (i <= first || i >= last || first < 0)
                distances[order[i]] = double.PositiveInfinity;
            else if (span > 0)
                distances[order[i]] += (values[i + 1] - values[i - 1]) / span;
        }
    }

    private static void SortStably(double[] values, int[] order)
    {
        Array.Sort(values, order);
        for (int start = 0; start < values.Length;)
        {
            int end = start + 1;
            while (end < values.Length && values[end] == values[start])
                end++;
            Array.Sort(order, start, end - start);
            start = end;
        }
    }
}
