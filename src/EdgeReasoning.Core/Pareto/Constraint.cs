namespace EdgeReasoning.Pareto;

/// <summary>Makes constraints: what an item must meet to be a member, or to be chosen.</summary>
public static class Constraint
{
    /// <summary>The measure is at most the limit. Missed by the amount above it.</summary>
    /// <typeparam name="T">The caller's type.</typeparam>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="measure">What is limited; an objective or anything else. NaN counts as missed by an infinite amount.</param>
    /// <param name="limit">The largest value allowed.</param>
    /// <exception cref="ArgumentException"><paramref name="limit"/> is NaN.</exception>
    public static Constraint<T> AtMost<T>(string name, Func<T, double> measure, double limit)
    {
        CheckLimit(limit);
        ArgumentNullException.ThrowIfNull(measure);
        return new Constraint<T>(name, item => Excess(measure(item), limit));
    }

    /// <summary>The measure is at least the limit. Missed by the amount below it.</summary>
    /// <typeparam name="T">The caller's type.</typeparam>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="measure">What is limited; an objective or anything else. NaN counts as missed by an infinite amount.</param>
    /// <param name="limit">The smallest value allowed.</param>
    /// <exception cref="ArgumentException"><paramref name="limit"/> is NaN.</exception>
    public static Constraint<T> AtLeast<T>(string name, Func<T, double> measure, double limit)
    {
        CheckLimit(limit);
        ArgumentNullException.ThrowIfNull(measure);
        return new Constraint<T>(name, item => Excess(-measure(item), -limit));
    }

    /// <summary>The condition holds. Missed by 1 where it does not, as there is no telling how far.</summary>
    /// <typeparam name="T">The caller's type.</typeparam>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="condition">The condition.</param>
    public static Constraint<T> Require<T>(string name, Func<T, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new Constraint<T>(name, item => condition(item) ? 0 : 1);
    }

    // Asked as "within the limit" first, so that equal infinities are met and NaN is not.
    private static double Excess(double measure, double limit) =>
        measure <= limit ? 0 : double.IsNaN(measure) ? double.PositiveInfinity : measure - limit;

    private static void CheckLimit(double limit)
    {
        if (double.IsNaN(limit))
            throw new ArgumentException("The limit is NaN, which nothing can meet; give a number.", nameof(limit));
    }
}
