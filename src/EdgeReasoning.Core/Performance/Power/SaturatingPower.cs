namespace EdgeReasoning.Performance;

/// <summary>
/// Power that approaches its steady value: <c>P(t) = SteadyWatts − RiseWatts · e^(−t/τ)</c>, so a phase of T seconds takes
/// <c>E(T) = SteadyWatts · T − RiseWatts · τ · (1 − e^(−T/τ))</c> joules. Energy is continuous and grows with T as long as
/// <see cref="RiseWatts"/> does not exceed <see cref="SteadyWatts"/>.
/// </summary>
public sealed record SaturatingPower : PowerModel
{
    private const int MaxIterations = 200;

    /// <summary>Watts after a long time, P∞.</summary>
    public required double SteadyWatts { get; init; }

    /// <summary>Watts by which the phase starts below that, ΔP.</summary>
    public required double RiseWatts { get; init; }

    /// <summary>Time constant τ in seconds, above 0.</summary>
    public required double TimeConstantSeconds { get; init; }

    /// <summary>Watts at one instant of the phase.</summary>
    /// <param name="seconds">Seconds since the phase began, from 0.</param>
    public double WattsAt(double seconds) => SteadyWatts - (RiseWatts * Math.Exp(-seconds / TimeConstantSeconds));

    /// <inheritdoc/>
    public override double AverageWatts(in PhaseLoad load) => AverageWatts(load.Seconds);

    /// <summary>Mean watts over the first <paramref name="seconds"/> of the phase.</summary>
    public double AverageWatts(double seconds)
        => seconds <= 0 ? WattsAt(0) : SteadyWatts - (RiseWatts * StillMissing(seconds / TimeConstantSeconds));

    /// <summary>Joules of the first <paramref name="seconds"/> of the phase.</summary>
    public double EnergyJoules(double seconds) => seconds <= 0 ? 0 : AverageWatts(seconds) * seconds;

    /// <summary>The longest phase, in seconds, that stays within <paramref name="joules"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="joules"/> is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">Energy does not grow with time: the power is 0 or falls below it.</exception>
    public double SecondsWithin(double joules)
    {
        if (joules is not (>= 0 and < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(nameof(joules), joules, "An energy budget is a number of joules from 0.");
        }

        if (SteadyWatts <= 0 || RiseWatts > SteadyWatts)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"No length can be found: {RiseWatts} W of rise to {SteadyWatts} W is not a power that stays above 0."));
        }

        // Energy is convex in time where power rises, so Newton from above comes down to the root without passing it.
        double seconds = (joules + (Math.Max(0, RiseWatts) * TimeConstantSeconds)) / SteadyWatts;
        for (int i = 0; i < MaxIterations; i++)
        {
            double watts = WattsAt(seconds);
            double next = watts > 0 ? Math.Max(0, seconds - ((EnergyJoules(seconds) - joules) / watts)) : seconds / 2;
            if (Math.Abs(next - seconds) <= 1e-15 * seconds)
            {
                return next;
            }

            seconds = next;
        }

        return seconds;
    }

    // (1 − e^(−x)) / x, which rounding spoils near 0.
    internal static double StillMissing(double x) => x < 1e-5 ? 1 - (x / 2) + (x * x / 6) : (1 - Math.Exp(-x)) / x;
}
