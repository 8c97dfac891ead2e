namespace EdgeReasoning.Pareto;

/// <summary>
/// Non-dominated ranks by efficient non-dominated sorting with binary search (Zhang, Tian, Cheng and Jin, 2015): rows in lexicographic
/// order go to the first front in which nothing dominates them. Asking a front takes O(1) with two axes (its lowest y), O(log n) with
/// three (its staircase) and O(front) with more.
/// </summary>
internal static class RankSort
{
    /// <summary>The rank of each of the given rows; −1 for rows that are not given.</summary>
    public static int[] Ranks(PointMatrix points, int[] rows)
    {
        var ranks = new int[points.Count];
        Array.Fill(ranks, -1);
        var order = (int[])rows.Clone();
        LexicographicOrder.Sort(points, order);

        IFronts fronts = points.Dimensions switch
        {
            2 => new PlaneFronts(points),
            3 => new SpaceFronts(points),
            _ => new ListedFronts(points),
        };
        int previous = -1;
        foreach (int row in order)
        {
            if (previous >= 0 && points[row].SequenceEqual(points[previous]))
            {
                ranks[row] = ranks[previous];
                continue;
            }

            int low = 0;
            int high = fronts.Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (fronts.Dominates(middle, row))
                    low = middle + 1;
                else
                    high = middle;
            }

            fronts.Add(low, row);
            ranks[row] = low;
            previous = row;
        }

        return ranks;
    }

    private interface IFronts
    {
        int Count { get; }

        bool Dominates(int front, int row);

        void Add(int front, int row);
    }

    private sealed class PlaneFronts(PointMatrix points) : IFronts
    {
        private readonly List<double> _lowest = [];

        public int Count => _lowest.Count;

        public bool Dominates(int front, int row) => _lowest[front] <= points.At(row, 1);

        public void Add(int front, int row)
        {
            if (front == Count)
                _lowest.Add(points.At(row, 1));
            else
                _lowest[front] = points.At(row, 1);
        }
    }

    private sealed class SpaceFronts(PointMatrix points) : IFronts
    {
        private readonly List<StaircaseTree> _staircases = [];

        public int Count => _staircases.Count;

        public bool Dominates(int front, int row) => _staircases[front].Covers(points.At(row, 1), points.At(row, 2));

        public void Add(int front, int row)
        {
            if (front == Count)
                _staircases.Add(new StaircaseTree());
            _staircases[front].Add(points.At(row, 1), points.At(row, 2));
        }
    }

    private sealed class ListedFronts(PointMatrix points) : IFronts
    {
        private readonly List<List<int>> _fronts = [];

        public int Count => _fronts.Count;

        public bool Dominates(int front, int row)
        {
            foreach (int member in _fronts[front])
            {
                if (Dominance.WeaklyDominates(points[member], points[row]))
                    return true;
            }

            return false;
        }

        public void Add(int front, int row)
        {
            if (front == Count)
                _fronts.Add([]);
            _fronts[front].Add(row);
        }
    }
}
