namespace EdgeReasoning.Performance;

/// <summary>One way in which the device at hand is not the one that a profile was measured on.</summary>
/// <param name="What">What differs, <c>power mode</c> say.</param>
/// <param name="InProfile">Its value in the profile.</param>
/// <param name="Here">Its value here.</param>
public readonly record struct DeviceDifference(string What, string InProfile, string Here)
{
    /// <inheritdoc/>
    public override string ToString() => $"{What}: '{InProfile}' in the profile, '{Here}' here";
}
