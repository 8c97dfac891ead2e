using EdgeReasoning.Inference;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Inference;

public sealed class SamplingOptionsTests
{
    private static IEnumerable<TestCaseData> Bad()
    {
        yield return Case(new() { Temperature = float.NaN }, "Temperature is NaN");
        yield return Case(new() { Temperature = -0.1f }, "Temperature is -0.1");
        yield return Case(new() { Temperature = float.PositiveInfinity }, "Temperature is Infinity");
        yield return Case(new() { TopK = -1 }, "TopK is -1");
        yield return Case(new() { TopP = 0 }, "TopP is 0");
        yield return Case(new() { TopP = 1.01f }, "TopP is 1.01");
        yield return Case(new() { TopP = float.NaN }, "TopP is NaN");
        yield return Case(new() { MinP = -0.5f }, "MinP is -0.5");
        yield return Case(new() { MinP = 1 }, "MinP is 1");
        yield return Case(new() { MinP = float.NaN }, "MinP is NaN");
        yield return Case(new() { RepetitionPenalty = 0 }, "RepetitionPenalty is 0");
        yield return Case(new() { RepetitionPenalty = float.PositiveInfinity }, "RepetitionPenalty is Infinity");
        yield return Case(new() { RepetitionPenalty = float.NaN }, "RepetitionPenalty is NaN");
        yield return Case(new() { PenaltyWindow = 0 }, "PenaltyWindow is 0");
        yield return Case(new() { PenaltyWindow = SamplingOptions.MaxPenaltyWindow + 1 }, "PenaltyWindow is 1048577");
        yield return Case(new() { ConfidenceTopK = -3 }, "ConfidenceTopK is -3");
        yield return Case(new() { LogitBias = new Dictionary<int, float> { [-2] = 1 } }, "LogitBias is -2");
        yield return Case(new() { LogitBias = new Dictionary<int, float> { [2] = float.NaN } }, "LogitBias is NaN");
        yield return Case(new() { LogitBias = new Dictionary<int, float> { [2] = float.PositiveInfinity } }, "LogitBias is Infinity");

        static TestCaseData Case(SamplingOptions options, string message) => new TestCaseData(options, message).SetArgDisplayNames(message);
    }

    [TestCaseSource(nameof(Bad))]
    public void Validate_OutOfRange_ThrowsNamingTheValue(SamplingOptions options, string message) =>
        Assert.That(options.Validate, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(message));

    [Test]
    public void Validate_DefaultsAndLimits_Passes()
    {
        Assert.That(new SamplingOptions().Validate, Throws.Nothing);
        Assert.That(new SamplingOptions { Temperature = 0, TopP = 1, PenaltyWindow = SamplingOptions.MaxPenaltyWindow, RepetitionPenalty = float.Epsilon }.Validate, Throws.Nothing);
        Assert.That(new SamplingOptions { LogitBias = new Dictionary<int, float> { [0] = float.NegativeInfinity } }.Validate, Throws.Nothing);
    }

    [Test]
    public void Defaults_AreThoseRecommendedForReasoningModels() =>
        Assert.That((new SamplingOptions().Temperature, new SamplingOptions().TopP, new SamplingOptions().TopK), Is.EqualTo((0.6f, 0.95f, 0)));
}
