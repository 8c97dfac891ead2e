namespace EdgeReasoning.Pareto;

/// <summary>
/// Sorts rows by their first value, then the second, and so on, and equal rows by number. One sort of plain doubles per axis and
/// run of equals, which is several times faster than a sort with a comparison.
/// </summary>
internal static class LexicographicOrder
{
    public static void Sort(PointMatrix points, int[] rows) => Sort(points, rows, new double[rows.Length], axis: 0);

    private static void Sort(PointMatrix points, Span<int> rows, Span<double> keys, int axis)
    {
        if (axis == points.Dimensions)
        {
            rows.Sort();
            return;
        }

        for (int i = 0; i < keys.Length; i++)
            keys[i] = points.At(rows[i], axis);
        RadixSort.Sort(keys, rows);

        for (int start = 0; start < keys.Length;)
        {
            double key = keys[start];
            int end = start + 1;
            while (end < keys.Length && keys[end] == key)
                end++;
            if (end - start > 1)
                Sort(points, rows[start..end], keys[start..end], axis + 1);
            start = end;
        }
    }
}
