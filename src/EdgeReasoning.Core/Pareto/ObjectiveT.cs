namespace EdgeReasoning.Pareto;

/// <summary>One axis of a frontier: a name, a direction, and how to read the value of an item. Immutable.</summary>
/// <typeparam name="T">The caller's type.</typeparam>
public sealed class Objective<T>
{
    // The 0.975 quantile of the standard normal distribution: half the width of a 95 % interval in standard deviations.
    private const double NormalQuantile975 = 1.959963984540054;

    private readonly Func<T, double> _value;

    internal Objective(string name, Direction direction, Func<T, double> value, Func<T, Random, double>? draw)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        Name = name;
        Direction = direction;
        _value = value;
        Draw = draw;
    }

    /// <summary>The name by which queries ask for it.</summary>
    public string Name { get; }

    /// <summary>Which way is better.</summary>
    public Direction Direction { get; }

    /// <summary>Whether the values carry an interval or a draw, so that <see cref="FrontierSnapshot{T}.Membership"/> varies them.</summary>
    public bool IsUncertain => Draw is not null;

    internal Func<T, Random, double>? Draw { get; }

    /// <summary>The value of an item, in the caller's own unit.</summary>
    /// <param name="item">The item.</param>
    public double ValueOf(T item) => _value(item);

    /// <summary>
    /// The same objective with a 95 % interval around each value. Draws come from a two-piece normal distribution: half of them
    /// on either side of the value, 2.5 % below <c>Lower</c> and 2.5 % above <c>Upper</c>.
    /// </summary>
    /// <param name="interval">The interval of an item, around its value. Called when <see cref="FrontierSnapshot{T}.Membership"/> is.</param>
    public Objective<T> WithInterval(Func<T, (double Lower, double Upper)> interval)
    {
        ArgumentNullException.ThrowIfNull(interval);
        return WithDraw((item, random) =>
        {
            double value = _value(item);
            (double lower, double upper) = interval(item);
            if (!(lower <= value && value <= upper))
            {
                throw new InvalidOperationException(FormattableString.Invariant(
                    $"The interval [{lower}, {upper}] of objective '{Name}' does not hold the value {value}; give Lower <= value <= Upper."));
            }

            double deviate = StandardNormal(random);
            return value + (deviate / NormalQuantile975 * (deviate < 0 ? value - lower : upper - value));
        });
    }

    /// <summary>The same objective with a draw of the caller's own, the mean of a resample of the item's measurements, say.</summary>
    /// <param name="draw">A possible value of the item; all randomness comes from the generator it is given.</param>
    public Objective<T> WithDraw(Func<T, Random, double> draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        return new Objective<T>(Name, Direction, _value, draw);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Direction} {Name}";

    // Box and Muller, 1958. The argument of the logarithm is above 0.
    private static double StandardNormal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
