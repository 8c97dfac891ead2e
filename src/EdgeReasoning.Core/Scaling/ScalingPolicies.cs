namespace EdgeReasoning.Scaling;

/// <summary>The scaling policies that come with the library.</summary>
public static class ScalingPolicies
{
    /// <summary>One trace, whose answer is the answer.</summary>
    public static ScalingPolicy Single { get; } = new SinglePolicy();
}
