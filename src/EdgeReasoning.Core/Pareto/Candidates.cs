namespace EdgeReasoning.Pareto;

/// <summary>Items on their way in: what the caller's functions say of them, asked before the frontier is locked.</summary>
internal readonly struct Candidates<T>(T[] items, double[] values, FrontierStatus[] statuses, object?[]? keys, int dimensions)
{
    public int Count => items.Length;

    public T Item(int index) => items[index];

    public ReadOnlySpan<double> Point(int index) => values.AsSpan(index * dimensions, dimensions);

    /// <summary><see cref="FrontierStatus.Member"/> for one that may become a member.</summary>
    public FrontierStatus Status(int index) => statuses[index];

    public object? Key(int index) => keys?[index];

    public int CountOf(FrontierStatus status) => statuses.Count(found => found == status);

    public static Candidates<T> Read(T[] items, ReadOnlySpan<Objective<T>> objectives, FrontierOptions<T> options)
    {
        int dimensions = objectives.Length;
        var values = new double[items.Length * dimensions];
        var statuses = new FrontierStatus[items.Length];
        object?[]? keys = options.GroupBy is null ? null : new object?[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            statuses[i] = Read(items[i], objectives, options, values.AsSpan(i * dimensions, dimensions));
            if (keys is not null)
                keys[i] = options.GroupBy!(items[i]);
        }

        return new Candidates<T>(items, values, statuses, keys, dimensions);
    }

    /// <summary>Reads the oriented values of one item and says where it stands before any comparison.</summary>
    public static FrontierStatus Read(T item, ReadOnlySpan<Objective<T>> objectives, FrontierOptions<T> options, Span<double> point)
    {
        for (int axis = 0; axis < objectives.Length; axis++)
            point[axis] = PointMatrix.Orient(objectives[axis].ValueOf(item), objectives[axis].Direction);
        if (PointMatrix.HasNaN(point))
            return FrontierStatus.Unknown;
        foreach (Constraint<T> constraint in options.Constraints)
        {
            if (!constraint.IsMet(item))
                return FrontierStatus.Infeasible;
        }

        return FrontierStatus.Member;
    }
}
