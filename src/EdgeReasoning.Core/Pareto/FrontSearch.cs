namespace EdgeReasoning.Pareto;

/// <summary>Finds the non-dominated rows of a batch, by a sweep in lexicographic order, in which no row can be dominated by a later one.</summary>
internal static class FrontSearch
{
    /// <summary>What a sweep remembers of the rows that have passed.</summary>
    private interface ISweep
    {
        /// <summary>Whether an earlier row is as good as this one; otherwise remembers it. Rows are all different.</summary>
        /// <param name="position">The place of the row in the order.</param>
        /// <param name="point">Its values.</param>
        bool Dominates(int position, ReadOnlySpan<double> point);
    }

    /// <summary>The non-dominated among the given rows, in lexicographic order; equal rows by number.</summary>
    /// <param name="points">Oriented points.</param>
    /// <param name="rows">Rows without NaN, ascending; in another order afterwards.</param>
    /// <param name="ties">Whether all of several equal rows are given back, or the one with the lowest number.</param>
    public static List<int> Find(PointMatrix points, int[] rows, TieRule ties)
    {
        int[] candidates = SampleFilter.Reduce(points, rows);
        LexicographicOrder.Sort(points, candidates);
        return points.Dimensions switch
        {
            2 => Sweep(points, candidates, ties, new PlaneSweep()),
            3 => Sweep(points, candidates, ties, new SpaceSweep(points, candidates)),
            _ => Sweep(points, candidates, ties, new ScanSweep(points.Dimensions)),
        };
    }

    private static List<int> Sweep<TSweep>(PointMatrix points, int[] rows, TieRule ties, TSweep sweep)
        where TSweep : struct, ISweep
    {
        var front = new List<int>();
        ReadOnlySpan<double> previous = [];
        bool hasEntered = false;
        for (int position = 0; position < rows.Length; position++)
        {
            // Equal rows follow each other and share their fate, except that KeepFirst keeps one.
            ReadOnlySpan<double> point = points[rows[position]];
            bool isEqual = previous.Length > 0 && previous[0] == point[0] && previous.SequenceEqual(point);
            if (!isEqual)
                hasEntered = !sweep.Dominates(position, point);
            if (hasEntered && !(isEqual && ties == TieRule.KeepFirst))
                front.Add(rows[position]);
            previous = point;
        }

        return front;
    }

    // Kung, Luccio and Preparata, 1975: with x ascending, a row is dominated unless it is below every earlier y.
    private struct PlaneSweep() : ISweep
    {
        private double _lowest = double.NaN;

        public bool Dominates(int position, ReadOnlySpan<double> point)
        {
            if (_lowest <= point[1])
                return true;
            _lowest = point[1];
            return false;
        }
    }

    // The same with one axis more: the lowest z among earlier rows with a y not above, from a Fenwick tree of prefix minima over
    // the ranks of y. O(n log n) whatever the points.
    private readonly struct SpaceSweep : ISweep
    {
        private readonly int[] _ranks;
        private readonly double[] _lowest;

        public SpaceSweep(PointMatrix points, int[] rows)
        {
            var y = new double[rows.Length];
            var positions = new int[rows.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                y[i] = points.At(rows[i], 1);
                positions[i] = i;
            }

            RadixSort.Sort(y, positions);
            _ranks = new int[rows.Length];
            int distinct = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                if (i == 0 || y[i] != y[i - 1])
                    distinct++;
                _ranks[positions[i]] = distinct;
            }

            // NaN is "nothing yet": it is below no z, not even positive infinity.
            _lowest = new double[distinct + 1];
            Array.Fill(_lowest, double.NaN);
        }

        public bool Dominates(int position, ReadOnlySpan<double> point)
        {
            double z = point[2];
            double[] lowest = _lowest;
            for (int i = _ranks[position]; i > 0; i &= i - 1)
            {
                if (lowest[i] <= z)
                    return true;
            }

            // A node's range lies within those of the nodes that follow, which therefore are as low.
            for (int i = _ranks[position]; i < lowest.Length && !(lowest[i] <= z); i += i & -i)
                lowest[i] = z;
            return false;
        }
    }

    // Any number of axes: against the rows found so far (sort-filter skyline; Chomicki et al., 2003). O(n·front).
    private readonly struct ScanSweep(int dimensions) : ISweep
    {
        private readonly List<double> _front = [];

        public bool Dominates(int position, ReadOnlySpan<double> point)
        {
            ReadOnlySpan<double> front = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_front);
            for (int start = 0; start < front.Length; start += dimensions)
            {
                if (Dominance.WeaklyDominates(front.Slice(start, dimensions), point))
                    return true;
            }

            _front.AddRange(point);
            return false;
        }
    }
}
