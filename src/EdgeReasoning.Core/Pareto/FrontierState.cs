namespace EdgeReasoning.Pareto;

/// <summary>What a frontier knows: the items kept, and per group an index of the members. Not thread-safe.</summary>
internal sealed class FrontierState<T>
{
    // Below this a range is added one by one, and a store is not worth compacting.
    private const int SmallestBatch = 32;

    // A null key is a group too, which a dictionary does not take.
    private static readonly object NullKey = new();

    private readonly int _dimensions;
    private readonly FrontierOptions<T> _options;
    private readonly Dictionary<object, int> _groupNumbers = [];
    private readonly List<object?> _groupKeys = [];
    private readonly List<int> _dominated = [];
    private List<FrontierIndex>? _indexes = [];
    private ItemStore<T> _store;

    public FrontierState(int dimensions, FrontierOptions<T> options)
    {
        _dimensions = dimensions;
        _options = options;
        _store = new ItemStore<T>(dimensions, options.GroupBy is not null);
        if (options.GroupBy is null)
            _groupKeys.Add(null);
    }

    public int MemberCount { get; private set; }

    public AddOutcome<T> Add(T item, ReadOnlySpan<double> point, FrontierStatus status, object? key)
    {
        int before = _store.Count;
        status = AddOne(item, point, status, key);
        T[] left = [];
        if (_dominated.Count > 0)
        {
            var members = new List<int>(_dominated.Count);
            MoveDominatedOut(before, members);
            left = ItemsOf(members);
        }

        ForgetDominated();
        return new AddOutcome<T>(status, left);
    }

    public AddRangeOutcome<T> Add(Candidates<T> candidates)
    {
        int before = _store.Count;
        List<int> left = IsWorthABatch(candidates.Count) ? AddTogether(candidates) : AddEach(candidates);
        left.Sort();
        T[] leftItems = ItemsOf(left);

        var entered = new List<T>();
        for (int i = before; i < _store.Count; i++)
        {
            if (_store.Status(i) == FrontierStatus.Member)
                entered.Add(_store.Item(i));
        }

        ForgetDominated();
        return new AddRangeOutcome<T>(entered, leftItems, candidates.CountOf(FrontierStatus.Infeasible), candidates.CountOf(FrontierStatus.Unknown));
    }

    /// <summary>What a snapshot answers from.</summary>
    public (ItemStore<T> Items, IReadOnlyList<object?> GroupKeys) Freeze()
    {
        ItemStore<T> items = _options.KeepDominated
            ? _store.Freeze()
            : _store.Select(_store.Where(static status => status == FrontierStatus.Member));
        return (items, [.. _groupKeys]);
    }

    // A batch sorts all members again and passes over all that is stored, which a large enough range pays for.
    private bool IsWorthABatch(int count) =>
        count >= SmallestBatch && count >= MemberCount / 4 && count >= _store.Count / 64;

    private FrontierStatus AddOne(T item, ReadOnlySpan<double> point, FrontierStatus status, object? key)
    {
        int group = GroupOf(key);
        if (status == FrontierStatus.Member)
            status = IndexOf(group).Add(_store.Count, point, _dominated);
        if (status == FrontierStatus.Member)
            MemberCount++;
        if (status == FrontierStatus.Member || _options.KeepDominated)
            _store.Append(item, point, group, status);
        return status;
    }

    private List<int> AddEach(Candidates<T> candidates)
    {
        int before = _store.Count;
        var left = new List<int>();
        for (int i = 0; i < candidates.Count; i++)
        {
            AddOne(candidates.Item(i), candidates.Point(i), candidates.Status(i), candidates.Key(i));
            MoveDominatedOut(before, left);
        }

        return left;
    }

    private List<int> AddTogether(Candidates<T> candidates)
    {
        int[] contenders = Contenders();
        int[] members = Array.FindAll(contenders, i => _store.Status(i) == FrontierStatus.Member);
        var rows = new List<int>(contenders.Length + candidates.Count);
        rows.AddRange(contenders);
        _store.Reserve(candidates.Count);
        for (int i = 0; i < candidates.Count; i++)
        {
            if (candidates.Status(i) == FrontierStatus.Member)
                rows.Add(_store.Count);
            _store.Append(candidates.Item(i), candidates.Point(i), GroupOf(candidates.Key(i)), candidates.Status(i));
        }

        _indexes = null;
        MemberCount = 0;
        foreach (int[] group in ByGroup(rows))
            MarkFront(group);
        return [.. members.Where(i => _store.Status(i) != FrontierStatus.Member)];
    }

    private void MarkFront(int[] rows)
    {
        foreach (int row in rows)
            _store.SetStatus(row, FrontierStatus.Dominated);

        // In lexicographic order equal rows are neighbours, the one added first in front.
        PointMatrix points = _store.Points;
        int previous = -1;
        foreach (int row in FrontSearch.Find(points, rows, TieRule.KeepAll))
        {
            bool isDuplicate = _options.Ties == TieRule.KeepFirst && previous >= 0 && points[row].SequenceEqual(points[previous]);
            _store.SetStatus(row, isDuplicate ? FrontierStatus.Duplicate : FrontierStatus.Member);
            MemberCount += isDuplicate ? 0 : 1;
            previous = row;
        }
    }

    // Those that an addition has driven out: members and duplicates, of which members from before the change are reported.
    private void MoveDominatedOut(int before, List<int> left)
    {
        foreach (int item in _dominated)
        {
            if (_store.Status(item) == FrontierStatus.Member)
            {
                MemberCount--;
                if (item < before)
                    left.Add(item);
            }

            _store.SetStatus(item, FrontierStatus.Dominated);
        }

        _dominated.Clear();
    }

    // Rebuilt when half of what is stored is of no use, so that the cost per addition stays what it was.
    private void ForgetDominated()
    {
        if (_options.KeepDominated || _store.Count <= (2 * MemberCount) + SmallestBatch)
            return;
        _store = _store.Select(_store.Where(static status => status == FrontierStatus.Member));
        _indexes = null;
    }

    private int GroupOf(object? key)
    {
        if (_options.GroupBy is null)
            return 0;
        if (_groupNumbers.TryGetValue(key ?? NullKey, out int number))
            return number;
        number = _groupKeys.Count;
        _groupNumbers.Add(key ?? NullKey, number);
        _groupKeys.Add(key);
        return number;
    }

    private FrontierIndex IndexOf(int group)
    {
        if (_indexes is null)
        {
            _indexes = [];
            foreach (int[] items in ByGroup(Contenders()))
            {
                FrontierIndex index = NewIndex();
                index.Load(_store.Points, items);
                _indexes.Add(index);
            }
        }

        while (_indexes.Count <= group)
            _indexes.Add(NewIndex());
        return _indexes[group];
    }

    private FrontierIndex NewIndex() => FrontierIndex.Create(_dimensions, _options.Ties, keepsDuplicates: _options.KeepDominated);

    private int[] Contenders() => _store.Where(static status => status is FrontierStatus.Member or FrontierStatus.Duplicate);

    private IEnumerable<int[]> ByGroup(IReadOnlyCollection<int> items)
    {
        if (_groupKeys.Count <= 1)
            return [[.. items]];
        var groups = new List<int>[_groupKeys.Count];
        for (int group = 0; group < groups.Length; group++)
            groups[group] = [];
        foreach (int item in items)
            groups[_store.Group(item)].Add(item);
        return groups.Select(static group => group.ToArray());
    }

    private T[] ItemsOf(List<int> items)
    {
        var found = new T[items.Count];
        for (int i = 0; i < found.Length; i++)
            found[i] = _store.Item(items[i]);
        return found;
    }
}
