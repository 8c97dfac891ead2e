using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>Refuses to go on with measurements of another model or device.</summary>
internal static class ResumeCheck
{
    internal static void Require(ProfileMeasurements? earlier, ProfiledModel model, BackendIdentity backend)
    {
        if (earlier is null) return;
        List<DeviceDifference> differences = [];
        if (earlier.Model != model) differences.Add(new DeviceDifference("model", earlier.Model.ToString(), model.ToString()));
        if (earlier.Backend != backend) differences.Add(new DeviceDifference("backend", earlier.Backend.ToString(), backend.ToString()));
        if (differences.Count > 0)
        {
            throw new DeviceMismatchException($"The earlier measurements are not of this model on this device, so they cannot be gone on with: {string.Join("; ", differences)}. "
                + $"Profile without {nameof(ProfilerOptions)}.{nameof(ProfilerOptions.Earlier)}.");
        }
    }
}
