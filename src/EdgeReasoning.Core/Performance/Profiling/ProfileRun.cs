namespace EdgeReasoning.Performance;

/// <summary>A fitted profile, and what it was fitted to.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Measurements">Every raw point, with the outliers of the fits marked.</param>
/// <param name="Notes">What a reader must know before trusting it (drift, throttling, a budget that was too short), in plain sentences. Empty when there is nothing.</param>
public sealed record ProfileRun(DeviceProfile Profile, ProfileMeasurements Measurements, IReadOnlyList<string> Notes)
{
    /// <inheritdoc/>
    public override string ToString() => Profile.ToString();
}
