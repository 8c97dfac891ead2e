namespace EdgeReasoning.Scaling;

/// <summary>When the samples of a vote are started.</summary>
public enum SampleLaunch
{
    /// <summary>
    /// In waves, each of the fewest samples after which the vote may stop. Takes as few tokens as one sample after the other would, and a
    /// second wave only where the first does not agree. Right where energy or a busy processor is the limit.
    /// </summary>
    AsNeeded,

    /// <summary>All at once. Right where time is the limit and a larger batch costs little of it; stopping then saves what slower traces have not decoded yet.</summary>
    AllAtOnce,
}
