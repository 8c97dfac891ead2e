using EdgeReasoning.Scaling;
using NUnit.Framework;

namespace EdgeReasoning.Evaluation;

public sealed class ScalingChoiceTests
{
    [Test]
    public void Parse_Single_IsOneTrace()
    {
        ScalingChoice choice = ScalingChoice.Parse("single");
        Assert.That((choice.Name, choice.Samples, choice.Policy), Is.EqualTo(("single", 1, ScalingPolicies.Single)));
    }

    [TestCase("majority of 8", 8)]
    [TestCase("adaptive-consistency of 40", 40)]
    [TestCase("early-stopping of 12", 12)]
    [TestCase("predictive-stop of 16", 16)]
    [TestCase("certified-vote of 64", 64)]
    public void Parse_EveryPolicy_KeepsNameAndSamples(string text, int samples)
    {
        ScalingChoice choice = ScalingChoice.Parse(text);
        Assert.That((choice.Name, choice.Samples), Is.EqualTo((text, samples)));
    }

    [TestCase("majority", "is no scaling")]
    [TestCase("majority 8", "is no scaling")]
    [TestCase("most of 8", "is no scaling")]
    [TestCase("majority of many", "is no scaling")]
    [TestCase("majority of 0", "cannot be")]
    public void Parse_WhatIsNone_SaysWhy(string text, string reason) =>
        Assert.That(() => ScalingChoice.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains(reason).And.Message.Contains(text));
}
