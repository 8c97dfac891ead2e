namespace EdgeReasoning.Performance;

/// <summary>Finds the power meters that the operating system offers as files.</summary>
/// <remarks>Meters that need a vendor's library come from the package that loads it.</remarks>
public static class PowerMeters
{
    /// <summary>Every rail that can be found: INA3221 first, then RAPL. Empty where there is no meter, which is not an error.</summary>
    /// <param name="files">Where to look; null takes this machine's files.</param>
    /// <param name="timeProvider">Clock of the samples; null takes the system's.</param>
    public static IReadOnlyList<IPowerMeter> Discover(SystemFiles? files = null, TimeProvider? timeProvider = null)
    {
        files ??= SystemFiles.Host;
        timeProvider ??= TimeProvider.System;
        return [.. Ina3221Discovery.Find(files, timeProvider), .. RaplDiscovery.Find(files, timeProvider)];
    }
}
