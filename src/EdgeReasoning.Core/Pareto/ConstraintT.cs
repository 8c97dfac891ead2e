namespace EdgeReasoning.Pareto;

/// <summary>What an item must meet, with the amount by which it misses. Made by <see cref="Constraint"/>. Immutable.</summary>
/// <typeparam name="T">The caller's type.</typeparam>
public sealed class Constraint<T>
{
    private readonly Func<T, double> _violation;

    internal Constraint(string name, Func<T, double> violation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _violation = violation;
    }

    /// <summary>What it is called in messages.</summary>
    public string Name { get; }

    /// <summary>The amount by which the item misses, in the unit of the measure; 0 where it is met, positive infinity where the measure is NaN.</summary>
    /// <param name="item">The item.</param>
    public double Violation(T item) => _violation(item);

    /// <summary>Whether the item meets it.</summary>
    /// <param name="item">The item.</param>
    public bool IsMet(T item) => _violation(item) == 0;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
