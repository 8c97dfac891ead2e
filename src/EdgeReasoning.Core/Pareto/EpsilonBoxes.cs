namespace EdgeReasoning.Pareto;

/// <summary>
/// An ε-approximate frontier (Laumanns, Thiele, Deb and Zitzler, 2002): space is cut into boxes of side ε, dominated boxes are left
/// out, and each remaining box keeps the point nearest to its best corner.
/// </summary>
internal static class EpsilonBoxes
{
    /// <summary>Rows such that every given row is additively ε-dominated by one of them; ascending.</summary>
    public static List<int> Select(PointMatrix points, int[] rows, ReadOnlySpan<double> epsilon)
    {
        int dimensions = points.Dimensions;
        var corners = new double[rows.Length * dimensions];
        var offsets = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int axis = 0; axis < dimensions; axis++)
            {
                double scaled = points.At(rows[i], axis) / epsilon[axis];
                double corner = Math.Floor(scaled);
                corners[(i * dimensions) + axis] = corner;
                offsets[i] += double.IsFinite(corner) ? scaled - corner : 0;
            }
        }

        var boxes = new PointMatrix(corners, rows.Length, dimensions);
        var nearest = new List<int>();
        int box = -1;
        foreach (int i in FrontSearch.Find(boxes, [.. Enumerable.Range(0, rows.Length)], TieRule.KeepAll))
        {
            if (box >= 0 && boxes[i].SequenceEqual(boxes[box]))
            {
                if (offsets[i] < offsets[nearest[^1]])
                    nearest[^1] = i;
                continue;
            }

            nearest.Add(i);
            box = i;
        }

        List<int> selected = nearest.ConvertAll(i => rows[i]);
        selected.Sort();
        return selected;
    }
}
