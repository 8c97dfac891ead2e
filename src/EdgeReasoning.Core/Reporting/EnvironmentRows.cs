using EdgeReasoning.Performance;

namespace EdgeReasoning.Reporting;

/// <summary>What a study ran on and with: what it says itself, and what its profiles know of device and backend.</summary>
internal static class EnvironmentRows
{
    private static readonly (string What, Func<DeviceProfile, string?> Value)[] Known =
    [
        ("device", profile => profile.Device.ModelName),
        ("processor", profile => profile.Device.Processor),
        ("power mode", profile => profile.Device.PowerMode),
        ("operating system", profile => profile.Device.OperatingSystem),
        ("backend", profile => profile.Backend.ToString()),
        ("power rail", profile => profile.PowerRail),
        ("profile", profile => profile.Provenance == Provenance.Measured ? "measured on this device" : "imported, not measured on this device"),
        ("notes", profile => profile.Notes),
    ];

    /// <summary>Name and value of each. Where profiles differ, the name says of which.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(Study study)
    {
        List<KeyValuePair<string, string>> rows = [.. study.Environment];
        foreach ((string what, Func<DeviceProfile, string?> value) in Known)
        {
            bool isShared = study.Profiles.Select(value).Distinct().Count() == 1;
            foreach (DeviceProfile profile in isShared ? study.Profiles.Take(1) : study.Profiles)
            {
                if (value(profile) is { } text)
                    rows.Add(new(isShared ? what : $"{what} ({ProfileName.Of(profile)})", text));
            }
        }

        return rows;
    }
}
