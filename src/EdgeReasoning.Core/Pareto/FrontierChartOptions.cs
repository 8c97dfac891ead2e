namespace EdgeReasoning.Pareto;

/// <summary>What a <see cref="FrontierChart{T}"/> shows.</summary>
/// <typeparam name="T">The caller's type.</typeparam>
public sealed record FrontierChartOptions<T>
{
    /// <summary>The objective on the horizontal axis. Null, the default, takes the first.</summary>
    public string? X { get; init; }

    /// <summary>The objective on the vertical axis. Null, the default, takes the second.</summary>
    public string? Y { get; init; }

    /// <summary>What is written beside a member and in tooltips. Null, the default, writes nothing.</summary>
    public Func<T, string>? Label { get; init; }

    /// <summary>The title. Default empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>The reference point of the two axes, up to which the hypervolume is shaded. Null, the default, shades nothing.</summary>
    public (double X, double Y)? Reference { get; init; }
}
