namespace EdgeReasoning.Pareto;

/// <summary>Counts how often each item is on the frontier when uncertain values are drawn.</summary>
internal static class MembershipDraws
{
    /// <summary>Per item of the store, the number of draws in which it is non-dominated in its group.</summary>
    public static int[] Count<T>(Objective<T>[] objectives, ItemStore<T> items, int[][] groups, int seed, int draws)
    {
        PointMatrix points = items.Points;
        var values = new double[points.Count * points.Dimensions];
        for (int item = 0; item < points.Count; item++)
            points[item].CopyTo(values.AsSpan(item * points.Dimensions));
        var drawn = new PointMatrix(values, points.Count, points.Dimensions);

        var random = new Random(seed);
        var counts = new int[points.Count];
        for (int draw = 0; draw < draws; draw++)
        {
            foreach (int[] group in groups)
            {
                Draw(objectives, items, group, random, values);
                foreach (int item in FrontSearch.Find(drawn, [.. group], TieRule.KeepAll))
                    counts[item]++;
            }
        }

        return counts;
    }

    private static void Draw<T>(Objective<T>[] objectives, ItemStore<T> items, int[] group, Random random, double[] values)
    {
        foreach (int item in group)
        {
            for (int axis = 0; axis < objectives.Length; axis++)
            {
                if (objectives[axis].Draw is not { } draw)
                    continue;
                double value = draw(items.Item(item), random);
                if (double.IsNaN(value))
                    throw new InvalidOperationException($"A draw of objective '{objectives[axis].Name}' is NaN; draw numbers.");
                values[(item * objectives.Length) + axis] = PointMatrix.Orient(value, objectives[axis].Direction);
            }
        }
    }
}
