using EdgeReasoning.Performance;

namespace EdgeReasoning.Reporting;

/// <summary>Which configurations a profile is of.</summary>
internal static class ProfileName
{
    /// <summary>The model's name, and its quantisation where it has one.</summary>
    public static string Of(DeviceProfile profile) =>
        profile.Model.Quantization is { } quantization && !profile.Model.Name.Contains(quantization, StringComparison.OrdinalIgnoreCase)
            ? $"{profile.Model.Name} {quantization}"
            : profile.Model.Name;

    /// <summary>The profile of a configuration's model; null where there is none, or more than one that it could be.</summary>
    public static DeviceProfile? Find(Study study, string model)
    {
        DeviceProfile[] exact = [.. study.Profiles.Where(profile => Of(profile) == model)];
        DeviceProfile[] found = exact.Length > 0 ? exact : [.. study.Profiles.Where(profile => profile.Model.Name == model)];
        return found.Length == 1 ? found[0] : null;
    }
}
