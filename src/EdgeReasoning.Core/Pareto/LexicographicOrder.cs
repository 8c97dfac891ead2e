namespace EdgeReasoning.Pareto;

/// <summary>
/// Sorts rows by their first value, then the second, and so on, and equal rows by number. One sort of plain doubles per axis and
/// run of equals, which the runtime does several times faster than a sort with a comparison.
/// </summary>
internal static class LexicographicOrder
{
    public static void Sort(PointMatrix points, int[] rows) => Sort(points, rows, new double[rows.Length], 0, rows.Length, axis: 0);

    private static void Sort(PointMatrix points, int[] rows, double[] keys, int start, int length, int axis)
    {
        if (axis == points.Dimensions)
        {
            Array.Sort(rows, start, length);
            return;
        }

        int end = start + length;
        for (int i = start; i < end; i++)
            keys[i] = points.At(rows[i], axis);
        Array.Sort(keys, rows, start, length);

        for (int runStart = start; runStart < end;)
        {
            double key = keys[runStart];
            int runEnd = runStart + 1;
            while (runEnd < end && keys[runEnd] == key)
                runEnd++;
            if (runEnd - runStart > 1)
                Sort(points, rows, keys, runStart, runEnd - runStart, axis + 1);
            runStart = runEnd;
        }
    }
}
