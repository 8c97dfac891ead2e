using EdgeReasoning.Performance;

namespace EdgeReasoning.Reporting;

/// <summary>What a study ran on and with: what it says itself, and what its profiles know of device and backend.</summary>
internal static class EnvironmentRows
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(Study study)
    {
        List<KeyValuePair<string, string>> rows = [.. study.Environment];
        foreach (DeviceProfile profile in study.Profiles)
        {
            Add(profile, "device", profile.Device.ModelName);
            Add(profile, "processor", profile.Device.Processor);
            Add(profile, "power mode", profile.Device.PowerMode);
            Add(profile, "operating system", profile.Device.OperatingSystem);
            Add(profile, "backend", profile.Backend.ToString());
            Add(profile, "power rail", profile.PowerRail);
            Add(profile, "notes", profile.Notes);
            if (profile.Provenance == Provenance.Imported)
                Add(profile, "provenance", "imported, not measured on this device");
        }

        return rows;

        // What two profiles agree on stands once.
        void Add(DeviceProfile profile, string what, string? value)
        {
            if (value is null || rows.Exists(row => row.Value == value))
                return;
            rows.Add(new(study.Profiles.Count > 1 ? $"{what} ({ProfileName.Of(profile)})" : what, value));
        }
    }
}
