namespace EdgeReasoning.Performance;

/// <summary>
/// One rail of a Jetson's INA3221 power monitor, read from sysfs. Power comes from the power file where there is one, otherwise as
/// volts times amperes of two reads that follow each other.
/// </summary>
public sealed class Ina3221PowerMeter : IPowerMeter
{
    private readonly SystemFiles _files;
    private readonly TimeProvider _timeProvider;
    private readonly string? _powerPath;
    private readonly double _wattsPerUnit;
    private readonly string? _voltagePath;
    private readonly string? _currentPath;

    internal Ina3221PowerMeter(SystemFiles files, TimeProvider timeProvider, string rail, Ina3221Channel channel)
    {
        (_files, _timeProvider, Rail) = (files, timeProvider, rail);
        (_powerPath, _wattsPerUnit, _voltagePath, _currentPath) = channel;
        Name = $"INA3221 {rail}";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Rail { get; }

    /// <inheritdoc/>
    public PowerMeterKind Kind => PowerMeterKind.Power;

    /// <summary>About 10 ms: one conversion of all channels with the drivers' settings.</summary>
    public TimeSpan Period { get; } = TimeSpan.FromMilliseconds(10);

    /// <inheritdoc/>
    public PowerSample Read()
    {
        double? watts = _powerPath is null ? null : _files.ReadInteger(_powerPath) * _wattsPerUnit;
        if (watts is null && _voltagePath is not null && _currentPath is not null)
        {
            // Millivolts times milliamperes.
            watts = (double?)_files.ReadInteger(_voltagePath) * _files.ReadInteger(_currentPath) * 1e-6;
        }

        return new PowerSample(_timeProvider.MonotonicNow(), watts is >= 0 ? watts : null, null);
    }
}
