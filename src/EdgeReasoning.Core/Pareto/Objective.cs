namespace EdgeReasoning.Pareto;

/// <summary>Makes objectives: the axes of a <see cref="ParetoFrontier{T}"/>.</summary>
public static class Objective
{
    /// <summary>An objective of which less is better.</summary>
    /// <typeparam name="T">The caller's type.</typeparam>
    /// <param name="name">Unique within a frontier; queries use it.</param>
    /// <param name="value">The value of an item. Called once when the item is added. NaN means unknown.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static Objective<T> Minimize<T>(string name, Func<T, double> value) => new(name, Direction.Minimize, value, null);

    /// <summary>An objective of which more is better.</summary>
    /// <typeparam name="T">The caller's type.</typeparam>
    /// <param name="name">Unique within a frontier; queries use it.</param>
    /// <param name="value">The value of an item. Called once when the item is added. NaN means unknown.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static Objective<T> Maximize<T>(string name, Func<T, double> value) => new(name, Direction.Maximize, value, null);
}
