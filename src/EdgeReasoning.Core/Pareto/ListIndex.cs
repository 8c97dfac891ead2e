namespace EdgeReasoning.Pareto;

/// <summary>Members in any number of objectives, in a list. A new point is compared with every member: O(members).</summary>
internal sealed class ListIndex(int dimensions, TieRule ties, bool keepsDuplicates) : FrontierIndex(ties, keepsDuplicates)
{
    private int[] _items = new int[8];
    private double[] _values = new double[8 * dimensions];
    private int _count;

    public override FrontierStatus Add(int item, ReadOnlySpan<double> point, List<int> left)
    {
        for (int i = 0; i < _count; i++)
        {
            if (!Dominance.WeaklyDominates(ValuesOf(i), point))
                continue;
            if (!ValuesOf(i).SequenceEqual(point))
                return FrontierStatus.Dominated;

            // The equal one has driven out already whom this one would.
            if (RemembersEqual)
                Append(item, point);
            return StatusOfEqual;
        }

        RemoveDominated(point, left);
        Append(item, point);
        return FrontierStatus.Member;
    }

    public override void Load(PointMatrix points, int[] items)
    {
        foreach (int item in items)
            Append(item, points[item]);
    }

    private void RemoveDominated(ReadOnlySpan<double> point, List<int> left)
    {
        for (int i = 0; i < _count;)
        {
            if (!Dominance.WeaklyDominates(point, ValuesOf(i)))
            {
                i++;
                continue;
            }

            left.Add(_items[i]);
            _count--;
            _items[i] = _items[_count];
            ValuesOf(_count).CopyTo(ValuesOf(i));
        }
    }

    private void Append(int item, ReadOnlySpan<double> point)
    {
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, _count * 2);
            Array.Resize(ref _values, _items.Length * dimensions);
        }

        _items[_count] = item;
        point.CopyTo(ValuesOf(_count));
        _count++;
    }

    private Span<double> ValuesOf(int index) => _values.AsSpan(index * dimensions, dimensions);
}
