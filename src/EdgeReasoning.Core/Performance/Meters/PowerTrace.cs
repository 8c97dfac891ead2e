using EdgeReasoning.Statistics;

namespace EdgeReasoning.Performance;

/// <summary>The readings of one meter over some time, and the energy of any phase within it.</summary>
public sealed class PowerTrace
{
    /// <summary>A hole of more periods than this is a missing rail, not a late reading.</summary>
    private const double MaxGapPeriods = 5;

    private readonly PowerSample[] _samples;

    /// <summary>Takes the readings over. Empty ones and those that are not finite count as missing; of two at one instant the first stays.</summary>
    /// <param name="rail">The rail.</param>
    /// <param name="kind">What was read.</param>
    /// <param name="period">Time between two readings, above 0.</param>
    /// <param name="samples">The readings, in any order.</param>
    public PowerTrace(string rail, PowerMeterKind kind, TimeSpan period, IEnumerable<PowerSample> samples)
    {
        ArgumentException.ThrowIfNullOrEmpty(rail);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(samples);
        (Rail, Kind, Period) = (rail, kind, period);
        _samples = [.. samples.Where(sample => double.IsFinite(Value(sample))).DistinctBy(sample => sample.At).OrderBy(sample => sample.At)];
    }

    /// <summary>The rail.</summary>
    public string Rail { get; }

    /// <summary>What was read.</summary>
    public PowerMeterKind Kind { get; }

    /// <summary>Time between two readings.</summary>
    public TimeSpan Period { get; }

    /// <summary>The readings that say something, by time.</summary>
    public IReadOnlyList<PowerSample> Samples => _samples;

    /// <summary>
    /// Energy between two instants: the trapezoid rule over power, or the difference of the counter, with straight lines between
    /// readings at the borders. A border may lie up to one period outside of the readings; the nearest stands there. For a request, prefill ends and decode begins at the first token.
    /// </summary>
    /// <param name="from">Start, on the clock of the samples.</param>
    /// <param name="to">End, not before the start.</param>
    /// <param name="idleWatts">Power of the idle device, for the baseline; null where unknown.</param>
    /// <exception cref="ArgumentOutOfRangeException">The end is before the start.</exception>
    public PhaseEnergy Integrate(TimeSpan from, TimeSpan to, double? idleWatts = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        double seconds = (to - from).TotalSeconds;
        double? idle = idleWatts * seconds;
        int within = _samples.Count(sample => sample.At >= from && sample.At <= to);
        if (!PowerFit.IsResolved(seconds, Period.TotalSeconds))
        {
            return new PhaseEnergy(Rail, seconds, null, idle, within, PhaseResolution.TooShort);
        }

        double? joules = Energy(from, to);
        return new PhaseEnergy(Rail, seconds, joules, idle, within, joules is null ? PhaseResolution.Missing : PhaseResolution.Resolved);
    }

    /// <summary>Watts of the idle device: the median of the power between two instants in which it did nothing. Null where nothing was read.</summary>
    /// <param name="from">Start, on the clock of the samples.</param>
    /// <param name="to">End.</param>
    public double? IdleWatts(TimeSpan from, TimeSpan to)
    {
        if (Kind == PowerMeterKind.EnergyCounter)
        {
            return Integrate(from, to).AverageWatts;
        }

        double[] watts = [.. _samples.Where(sample => sample.At >= from && sample.At <= to).Select(Value)];
        return watts.Length == 0 ? null : Descriptive.Median(watts);
    }

    private double? Energy(TimeSpan from, TimeSpan to)
    {
        // The readings that surround the phase, borders included.
        int first = Array.FindLastIndex(_samples, sample => sample.At <= from);
        int last = Array.FindIndex(_samples, sample => sample.At >= to);
        TimeSpan maxGap = MaxGapPeriods * Period;
        if (first < 0 && _samples.Length > 0 && _samples[0].At - from <= Period)
        {
            first = 0;
        }

        if (last < 0 && _samples.Length > 0 && to - _samples[^1].At <= Period)
        {
            last = _samples.Length - 1;
        }

        if (first < 0 || last < 0 || first >= last)
        {
            return null;
        }

        double joules = 0;
        for (int i = first; i < last; i++)
        {
            (PowerSample left, PowerSample right) = (_samples[i], _samples[i + 1]);

            // A counter loses nothing in a hole; power does. A counter that falls was reset.
            bool isBroken = Kind == PowerMeterKind.Power ? right.At - left.At > maxGap : Value(right) < Value(left);
            if (isBroken)
            {
                return null;
            }

            TimeSpan start = Later(left.At, from), end = Earlier(right.At, to);
            joules += Kind == PowerMeterKind.Power
                ? (end - start).TotalSeconds * (At(left, right, start) + At(left, right, end)) / 2
                : At(left, right, end) - At(left, right, start);
        }

        if (Kind == PowerMeterKind.Power)
        {
            // Up to one period before the first reading or after the last, the nearest one stands.
            joules += Math.Max(0, (_samples[first].At - from).TotalSeconds) * Value(_samples[first]);
            joules += Math.Max(0, (to - _samples[last].At).TotalSeconds) * Value(_samples[last]);
        }
        else if (_samples[first].At > from || _samples[last].At < to)
        {
            // A counter says nothing of the edges it does not reach; its mean power goes on.
            double known = (Earlier(_samples[last].At, to) - Later(_samples[first].At, from)).TotalSeconds;
            joules *= (to - from).TotalSeconds / known;
        }

        return joules;
    }

    private double Value(PowerSample sample) => (Kind == PowerMeterKind.Power ? sample.Watts : sample.Joules) ?? double.NaN;

    private double At(PowerSample left, PowerSample right, TimeSpan at)
    {
        double share = (at - left.At) / (right.At - left.At);
        return Value(left) + (share * (Value(right) - Value(left)));
    }

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private static TimeSpan Earlier(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
