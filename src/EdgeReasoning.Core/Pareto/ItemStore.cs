namespace EdgeReasoning.Pareto;

/// <summary>
/// The items of a frontier with their values, in order of addition. Append-only: what is written below <see cref="Count"/> stays, so
/// that snapshots share the arrays; only statuses change, and those they copy.
/// </summary>
internal sealed class ItemStore<T>(int dimensions, bool isGrouped)
{
    private T[] _items = [];
    private double[] _values = [];
    private int[]? _groups = isGrouped ? [] : null;
    private FrontierStatus[] _statuses = [];

    public int Count { get; private set; }

    public PointMatrix Points => new(_values, Count, dimensions);

    public T Item(int index) => _items[index];

    public int Group(int index) => _groups?[index] ?? 0;

    public FrontierStatus Status(int index) => _statuses[index];

    public void SetStatus(int index, FrontierStatus status) => _statuses[index] = status;

    public void Reserve(int more)
    {
        int needed = Count + more;
        if (needed <= _items.Length)
            return;
        int capacity = Math.Max(needed, Math.Max(16, _items.Length * 2));
        Array.Resize(ref _items, capacity);
        Array.Resize(ref _values, capacity * dimensions);
        Array.Resize(ref _statuses, capacity);
        if (_groups is not null)
            Array.Resize(ref _groups, capacity);
    }

    public void Append(T item, ReadOnlySpan<double> point, int group, FrontierStatus status)
    {
        Reserve(1);
        _items[Count] = item;
        point.CopyTo(_values.AsSpan(Count * dimensions));
        if (_groups is not null)
            _groups[Count] = group;
        _statuses[Count] = status;
        Count++;
    }

    /// <summary>The numbers of the items of some statuses, ascending.</summary>
    public int[] Where(Func<FrontierStatus, bool> condition)
    {
        var found = new List<int>();
        for (int i = 0; i < Count; i++)
        {
            if (condition(_statuses[i]))
                found.Add(i);
        }

        return [.. found];
    }

    /// <summary>A store of some of the items, with arrays of its own.</summary>
    public ItemStore<T> Select(ReadOnlySpan<int> items)
    {
        var selected = new ItemStore<T>(dimensions, _groups is not null);
        selected.Reserve(items.Length);
        foreach (int item in items)
            selected.Append(_items[item], Points[item], Group(item), _statuses[item]);
        return selected;
    }

    /// <summary>A view that later changes leave as it is.</summary>
    public ItemStore<T> Freeze()
    {
        var frozen = (ItemStore<T>)MemberwiseClone();
        frozen._statuses = _statuses[..Count];
        return frozen;
    }
}
