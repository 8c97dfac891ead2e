using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Cost;

public sealed class CostModelTests
{
    /// <summary>The artifact's worked example (cost_model.json); its own sum of 0.302 is 0.303 unrounded.</summary>
    [Test]
    public void PerMillionTokens_TheArtifactsExample_IncludesTheHardware()
    {
        JsonElement example = SweepData.Json("cost_model.json").GetProperty("worked_example");
        EdgeReasoning.Performance.Cost cost = CostModel.Artifact.PerMillionTokens(
            example.GetProperty("seconds").GetDouble(), example.GetProperty("energy_kwh").GetDouble() * 3.6e6, example.GetProperty("tokens").GetInt64());

        Assert.Multiple(() =>
        {
            Assert.That(cost.Energy, Is.EqualTo(.0243).Within(1e-4));
            Assert.That(cost.Hardware, Is.EqualTo(.2785).Within(1e-4));
            Assert.That(cost.Total, Is.EqualTo(.303).Within(5e-4));
        });
    }

    [Test]
    public void Cost_UnknownEnergy_HasNoTotal()
    {
        EdgeReasoning.Performance.Cost cost = CostModel.Artifact.Of(3600, null);

        Assert.That(cost.Hardware, Is.EqualTo(.045));
        Assert.That(cost.Total, Is.Null);
    }

    [Test]
    public void PerCorrectAnswer_NoneCorrect_IsNull()
    {
        Assert.That(CostModel.Artifact.PerCorrectAnswer(10, 10, 0), Is.Null);
        Assert.That(CostModel.Artifact.PerCorrectAnswer(7200, 0, 2)!.Value.Total, Is.EqualTo(.045).Within(1e-12));
    }

    [Test]
    public void AmortizedPerHour_HalfUsedDevice_CostsTwiceAsMuch()
    {
        Assert.That(CostModel.AmortizedPerHour(2000, 5 * 365 * 24), Is.EqualTo(2000 / 43800.0).Within(1e-12));
        Assert.That(CostModel.AmortizedPerHour(2000, 43800, .5), Is.EqualTo(4000 / 43800.0).Within(1e-12));
        Assert.That(() => CostModel.AmortizedPerHour(1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => CostModel.AmortizedPerHour(1, 1, 1.5), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
