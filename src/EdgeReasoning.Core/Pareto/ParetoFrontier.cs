using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace EdgeReasoning.Pareto;

/// <summary>
/// The items of a collection that no other one beats: those for which no item is as good on every objective and better on one.
/// For any type, any number of objectives, and items that come one by one or by the million.
/// </summary>
/// <typeparam name="T">The caller's type. Items are kept as they are; their values are read once, when they are added.</typeparam>
/// <remarks>
/// <para><b>Threads.</b> All members may be called from several threads at once. Additions happen one after the other; every query
/// answers from a <see cref="FrontierSnapshot{T}"/>, which never changes. To ask several questions of one state, take
/// <see cref="Snapshot"/> once. The caller's functions are never called while the frontier is locked.</para>
/// <para><b>Cost.</b> With n members, an addition takes O(log n) amortised for two objectives and O(n) for others; a range of m items
/// O((n + m) log(n + m)) for one to three objectives, where it is not small beside what is kept already. The first query after a change takes one pass over the items kept.</para>
/// <para><b>NaN and infinities.</b> An item with a NaN is <see cref="FrontierStatus.Unknown"/>: it never enters, dominates nothing and
/// is never chosen. Infinities are ordinary values: the worst or the best there is, and equal to themselves.</para>
/// <para><b>Order.</b> Members are enumerated in the order in which they were added, whatever drove others out.</para>
/// </remarks>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "The field's word is frontier.")]
public sealed class ParetoFrontier<T> : IReadOnlyCollection<T>
{
    private const int StackObjectives = 16;

    private readonly Lock _gate = new();
    private readonly Objective<T>[] _objectives;
    private readonly FrontierOptions<T> _options;
    private readonly FrontierState<T> _state;
    private FrontierSnapshot<T>? _snapshot;

    /// <summary>Makes an empty frontier with the default <see cref="FrontierOptions{T}"/>.</summary>
    /// <param name="objectives">At least one, with different names.</param>
    /// <exception cref="ArgumentException">There are no objectives, or two have the same name.</exception>
    public ParetoFrontier(params ReadOnlySpan<Objective<T>> objectives)
        : this(new FrontierOptions<T>(), objectives)
    {
    }

    /// <summary>Makes an empty frontier.</summary>
    /// <param name="options">Ties, groups, constraints, and whether dominated items are kept.</param>
    /// <param name="objectives">At least one, with different names.</param>
    /// <exception cref="ArgumentException">There are no objectives, or two have the same name.</exception>
    public ParetoFrontier(FrontierOptions<T> options, params ReadOnlySpan<Objective<T>> objectives)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Constraints, nameof(options));
        if (objectives.IsEmpty)
            throw new ArgumentException("There are no objectives; give at least one, by Objective.Minimize or Objective.Maximize.", nameof(objectives));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (Objective<T> objective in objectives)
        {
            ArgumentNullException.ThrowIfNull(objective, nameof(objectives));
            if (!names.Add(objective.Name))
                throw new ArgumentException($"Two objectives are named '{objective.Name}'; give each a name of its own.", nameof(objectives));
        }

        _objectives = objectives.ToArray();
        _options = options with { Constraints = [.. options.Constraints] };
        _state = new FrontierState<T>(_objectives.Length, _options);
    }

    /// <summary>The number of members.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _state.MemberCount;
        }
    }

    /// <summary>The objectives, in the order given.</summary>
    public IReadOnlyList<Objective<T>> Objectives => _objectives;

    /// <summary>The members, in order of addition.</summary>
    public IReadOnlyList<T> Members => Snapshot().Members;

    /// <summary>Adds an item, and says whether it entered and which members left for it.</summary>
    /// <param name="item">The item. The same one can be added again; it then equals itself.</param>
    /// <remarks>Where an objective, constraint or group function throws, nothing has changed.</remarks>
    public AddOutcome<T> Add(T item)
    {
        int dimensions = _objectives.Length;
        Span<double> point = dimensions <= StackObjectives ? stackalloc double[StackObjectives] : new double[dimensions];
        point = point[..dimensions];
        FrontierStatus status = Candidates<T>.Read(item, _objectives, _options, point);
        object? key = _options.GroupBy?.Invoke(item);

        lock (_gate)
        {
            _snapshot = null;
            return _state.Add(item, point, status, key);
        }
    }

    /// <summary>Adds many items as one change. The frontier is the same as after adding them one by one, in O(n log n) for one to three objectives.</summary>
    /// <param name="items">The items; an equal earlier one counts as added first.</param>
    /// <remarks>Where an objective, constraint or group function throws, nothing has changed.</remarks>
    public AddRangeOutcome<T> AddRange(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        Candidates<T> candidates = Candidates<T>.Read(items as T[] ?? [.. items], _objectives, _options);

        lock (_gate)
        {
            _snapshot = null;
            return _state.Add(candidates);
        }
    }

    /// <summary>The frontier as it is now, unchanged by later additions. Taken once per change; asking again costs nothing.</summary>
    public FrontierSnapshot<T> Snapshot()
    {
        lock (_gate)
        {
            if (_snapshot is null)
            {
                (ItemStore<T> items, IReadOnlyList<object?> keys) = _state.Freeze();
                _snapshot = new FrontierSnapshot<T>(_objectives, _options.Constraints, items, keys);
            }

            return _snapshot;
        }
    }

    /// <inheritdoc cref="FrontierSnapshot{T}.Best"/>
    public T? Best(string objective, Func<T, bool>? subjectTo = null) => Snapshot().Best(objective, subjectTo);

    /// <inheritdoc cref="FrontierSnapshot{T}.Choose"/>
    public Choice<T> Choose(string objective, params ReadOnlySpan<Constraint<T>> constraints) => Snapshot().Choose(objective, constraints);

    /// <summary>Enumerates the members as they are now, in order of addition.</summary>
    public IEnumerator<T> GetEnumerator() => Members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
