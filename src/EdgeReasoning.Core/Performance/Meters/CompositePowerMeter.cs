namespace EdgeReasoning.Performance;

/// <summary>The sum of rails that do not overlap, two packages say. Where one cannot be read the sum is unknown.</summary>
public sealed class CompositePowerMeter : IPowerMeter
{
    private readonly IPowerMeter[] _parts;

    /// <summary>Sums <paramref name="parts"/>.</summary>
    /// <param name="name">The meter's name.</param>
    /// <param name="parts">Meters of one kind, at least one. A rail that contains another must not be summed with it.</param>
    /// <exception cref="ArgumentException">There is no part, a part stands twice, or their kinds differ.</exception>
    public CompositePowerMeter(string name, params IReadOnlyList<IPowerMeter> parts)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0 || parts.Any(part => part.Kind != parts[0].Kind) || parts.Distinct().Count() != parts.Count)
        {
            throw new ArgumentException("A sum needs at least one meter, each once, and all of one kind: power and energy counters do not add up.", nameof(parts));
        }

        _parts = [.. parts];
        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The rails, joined by <c>+</c>.</summary>
    public string Rail => string.Join("+", _parts.Select(part => part.Rail));

    /// <inheritdoc/>
    public PowerMeterKind Kind => _parts[0].Kind;

    /// <summary>That of the slowest part.</summary>
    public TimeSpan Period => _parts.Max(part => part.Period);

    /// <summary>Reads every part; the time is that of the last.</summary>
    public PowerSample Read()
    {
        double? watts = 0, joules = 0;
        TimeSpan at = default;
        foreach (IPowerMeter part in _parts)
        {
            PowerSample sample = part.Read();
            watts += sample.Watts;
            joules += sample.Joules;
            at = sample.At > at ? sample.At : at;
        }

        return Kind == PowerMeterKind.Power ? new PowerSample(at, watts, null) : new PowerSample(at, null, joules);
    }
}
