namespace EdgeReasoning.Pareto;

/// <summary>
/// Leaves out rows that a few good ones dominate, before the sorting: of random points nearly all. The good ones are the front of a
/// sample (as in LESS; Godfrey, Shipley and Gryz, 2005). Costs little where it finds nothing, as it gives up early.
/// </summary>
internal static class SampleFilter
{
    private const int SmallestCount = 4096;
    private const int SampleSize = 512;
    private const int MostFilters = 32;
    private const int TrialSize = 2048;

    /// <summary>The given rows, or those of them that the front can hold; ascending as given.</summary>
    public static int[] Reduce(PointMatrix points, int[] rows)
    {
        if (rows.Length < SmallestCount)
            return rows;

        int stride = rows.Length / SampleSize;
        int[] sample = [.. Enumerable.Range(0, SampleSize).Select(i => rows[i * stride])];
        List<int> front = FrontSearch.Find(points, sample, TieRule.KeepFirst);
        PointMatrix filters = points.Select(Spread(front));

        int[] trial = [.. Enumerable.Range(0, TrialSize).Select(i => rows[(int)((long)i * rows.Length / TrialSize)])];
        if (Array.FindAll(trial, row => IsDominated(points[row], filters)).Length < TrialSize / 2)
            return rows;

        var kept = new List<int>();
        foreach (int row in rows)
        {
            if (!IsDominated(points[row], filters))
                kept.Add(row);
        }

        return [.. kept];
    }

    // The front lies in order of the first axis; evenly picked, the filters cover its length.
    private static int[] Spread(List<int> front)
    {
        int count = Math.Min(front.Count, MostFilters);
        return [.. Enumerable.Range(0, count).Select(i => front[(int)((i + 0.5) * front.Count / count)])];
    }

    private static bool IsDominated(ReadOnlySpan<double> point, PointMatrix filters)
    {
        for (int i = 0; i < filters.Count; i++)
        {
            if (Dominance.WeaklyDominates(filters[i], point) && !filters[i].SequenceEqual(point))
                return true;
        }

        return false;
    }
}
