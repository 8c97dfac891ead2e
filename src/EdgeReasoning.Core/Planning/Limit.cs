namespace EdgeReasoning.Planning;

/// <summary>One of the constraints of a plan, as a bound on a measure of candidates.</summary>
/// <param name="Name">What is limited.</param>
/// <param name="Bound">The most that is allowed, or, of an accuracy, the least.</param>
/// <param name="IsFloor">Whether the bound is the least.</param>
/// <param name="Measure">What a candidate has; null where unknown.</param>
/// <param name="Text">An amount in words.</param>
/// <param name="Move">The same constraints with the bound moved to an amount, or, where it cannot be written exactly, to the next looser one.</param>
internal sealed record Limit(
    string Name, double Bound, bool IsFloor, Func<PlanCandidate, double?> Measure, Func<double, string> Text, Func<Constraints, double, Constraints> Move)
{
    /// <summary>The limits that the constraints set.</summary>
    public static IReadOnlyList<Limit> Of(Constraints constraints)
    {
        List<Limit> limits = [];
        if (constraints.Latency is { } latency)
        {
            string percent = FormattableString.Invariant($" at {constraints.LatencyPercent:G6} %");
            limits.Add(new("latency", latency.TotalSeconds, false, candidate => candidate.Seconds.Value, seconds => Amounts.Seconds(seconds) + percent,
                static (relaxed, seconds) => relaxed with { Latency = Span(seconds) }));
        }

        if (constraints.EnergyJoules is { } joules)
            limits.Add(new("energy", joules, false, candidate => candidate.Joules, Amounts.Joules, static (relaxed, amount) => relaxed with { EnergyJoules = amount }));
        if (constraints.MemoryBytes is { } bytes)
            limits.Add(new("memory", bytes, false, candidate => candidate.MemoryBytes, Amounts.Bytes, static (relaxed, amount) => relaxed with { MemoryBytes = (long)amount }));
        if (constraints.Cost is { } cost)
            limits.Add(new("cost", cost, false, candidate => candidate.Cost, Amounts.Cost, static (relaxed, amount) => relaxed with { Cost = amount }));
        if (constraints.MinimumAccuracy is { } accuracy)
            limits.Add(new("accuracy", accuracy, true, candidate => candidate.Accuracy.Value, Amounts.Accuracy, static (relaxed, amount) => relaxed with { MinimumAccuracy = amount }));
        return limits;
    }

    /// <summary>By how much a candidate misses it, as a share of the bound; 0 where it does not, infinite where the measure is unknown.</summary>
    public double Excess(PlanCandidate candidate) => Measure(candidate) is not { } value ? double.PositiveInfinity : RelativeTo(value);

    /// <summary>How a candidate misses it, in words.</summary>
    public string Violation(PlanCandidate candidate) => Measure(candidate) is { } value
        ? $"{Name} {Text(value)} instead of {(IsFloor ? "at least" : "at most")} {Text(Bound)} ({Amounts.Percent(RelativeTo(value))} {(IsFloor ? "less" : "more")})"
        : $"{Name} unknown, and at most {Text(Bound)} is allowed";

    private double RelativeTo(double value) => Math.Max(0, (IsFloor ? Bound - value : value - Bound) / Bound);

    private static TimeSpan Span(double seconds)
    {
        var span = TimeSpan.FromTicks((long)Math.Ceiling(seconds * TimeSpan.TicksPerSecond));
        while (span.TotalSeconds < seconds) span += TimeSpan.FromTicks(1);
        return span;
    }
}
