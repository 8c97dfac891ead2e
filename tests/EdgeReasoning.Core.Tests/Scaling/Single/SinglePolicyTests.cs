using NUnit.Framework;

namespace EdgeReasoning.Scaling;

public sealed class SinglePolicyTests
{
    [TestCase("B A A", "B", 1.0)]
    [TestCase("- A A", null, 0.0)]
    public void ScaleAsync_Traces_TakesTheFirstAlone(string answers, string? answer, double agreement)
    {
        RecordedTraces source = ScalingData.Source(answers);
        ScalingOutcome outcome = ScalingPolicies.Single.Run(source);
        Assert.That((outcome.Answer, outcome.Agreement, source.Started), Is.EqualTo((answer, agreement, 1)));
    }
}
