namespace EdgeReasoning.Pareto;

/// <summary>Members in two objectives. A new point takes O(log n), and as much for each member that it drives out: O(log n) amortised.</summary>
internal sealed class StaircaseIndex(TieRule ties, bool keepsDuplicates) : FrontierIndex(ties, keepsDuplicates)
{
    private readonly StaircaseTree _staircase = new();

    // Node to the items after the first that lie on the same point; most points have one item and none here.
    private readonly Dictionary<int, List<int>> _ties = [];

    public override FrontierStatus Add(int item, ReadOnlySpan<double> point, List<int> left)
    {
        (double x, double y) = (point[0], point[1]);
        int floor = _staircase.Floor(x);
        if (floor >= 0 && _staircase.Y(floor) <= y)
            return _staircase.Y(floor) == y && _staircase.X(floor) == x ? AddTie(floor, item) : FrontierStatus.Dominated;

        if (floor >= 0 && _staircase.X(floor) == x)
        {
            int above = floor;
            floor = _staircase.Previous(above);
            Remove(above, left);
        }

        for (int next = _staircase.After(floor); next >= 0 && _staircase.Y(next) >= y; next = _staircase.After(floor))
            Remove(next, left);
        _staircase.Insert(x, y, floor, item);
        return FrontierStatus.Member;
    }

    public override void Load(PointMatrix points, int[] items)
    {
        LexicographicOrder.Sort(points, items);
        int last = StaircaseTree.None;
        foreach (int item in items)
        {
            (double x, double y) = (points.At(item, 0), points.At(item, 1));
            if (last >= 0 && _staircase.X(last) == x)
                AddTie(last, item);
            else
                last = _staircase.Insert(x, y, last, item);
        }
    }

    private FrontierStatus AddTie(int node, int item)
    {
        if (RemembersEqual)
        {
            if (!_ties.TryGetValue(node, out List<int>? tied))
                _ties.Add(node, tied = []);
            tied.Add(item);
        }

        return StatusOfEqual;
    }

    private void Remove(int node, List<int> left)
    {
        left.Add(_staircase.Item(node));
        if (_ties.Remove(node, out List<int>? tied))
            left.AddRange(tied);
        _staircase.Remove(node);
    }
}
