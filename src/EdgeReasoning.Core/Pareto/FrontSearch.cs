namespace EdgeReasoning.Pareto;

/// <summary>Finds the non-dominated rows of a batch, by a sweep in lexicographic order, in which no row can be dominated by a later one.</summary>
internal static class FrontSearch
{
    /// <summary>The non-dominated among the given rows, in lexicographic order.</summary>
    /// <param name="points">Oriented points.</param>
    /// <param name="rows">Rows without NaN, ascending; left in lexicographic order.</param>
    /// <param name="ties">Whether all of several equal rows are given back, or the one with the lowest number.</param>
    public static List<int> Find(PointMatrix points, int[] rows, TieRule ties)
    {
        LexicographicOrder.Sort(points, rows);
        Func<int, bool> isDominated = points.Dimensions switch
        {
            2 => PlaneSweep(points),
            3 => SpaceSweep(points, rows),
            _ => Scan(points),
        };

        var front = new List<int>();
        int previous = -1;
        bool previousEntered = false;
        foreach (int row in rows)
        {
            // Equal rows follow each other and share their fate, except that KeepFirst keeps one.
            bool isEqual = previous >= 0 && points[row].SequenceEqual(points[previous]);
            if (!isEqual)
                previousEntered = !isDominated(row);
            if (previousEntered && !(isEqual && ties == TieRule.KeepFirst))
                front.Add(row);
            previous = row;
        }

        return front;
    }

    // Kung, Luccio and Preparata, 1975: with x ascending, a row is dominated unless it is below every earlier y.
    private static Func<int, bool> PlaneSweep(PointMatrix points)
    {
        double lowest = double.NaN;
        return row =>
        {
            double y = points.At(row, 1);
            if (lowest <= y)
                return true;
            lowest = y;
            return false;
        };
    }

    // The same with one axis more: the lowest z among earlier rows with a y not above, from a Fenwick tree of prefix minima over
    // the ranks of y. O(n log n) whatever the points.
    private static Func<int, bool> SpaceSweep(PointMatrix points, int[] rows)
    {
        var y = new double[rows.Length];
        var byY = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            y[i] = points.At(rows[i], 1);
            byY[i] = i;
        }

        Array.Sort(y, byY);
        var rank = new int[rows.Length];
        int distinct = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (i == 0 || y[i] != y[i - 1])
                distinct++;
            rank[byY[i]] = distinct;
        }

        // NaN is "nothing yet": it is below no z, not even positive infinity.
        var lowest = new double[distinct + 1];
        Array.Fill(lowest, double.NaN);
        int position = -1;
        return row =>
        {
            // Rows come in order, but equal ones are asked for once: catch up with the row's position.
            do
                position++;
            while (rows[position] != row);

            double z = points.At(row, 2);
            for (int i = rank[position]; i > 0; i -= i & -i)
            {
                if (lowest[i] <= z)
                    return true;
            }

            for (int i = rank[position]; i <= distinct; i += i & -i)
            {
                if (!(lowest[i] <= z))
                    lowest[i] = z;
            }

            return false;
        };
    }

    // Any number of axes: against the rows found so far (sort-filter skyline; Chomicki et al., 2003). O(n·front).
    private static Func<int, bool> Scan(PointMatrix points)
    {
        var front = new List<int>();
        return row =>
        {
            ReadOnlySpan<double> point = points[row];
            foreach (int member in front)
            {
                if (Dominance.WeaklyDominates(points[member], point))
                    return true;
            }

            front.Add(row);
            return false;
        };
    }
}
