using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Artifact;

public sealed class ArtifactCatalogTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void Profile_Corrected_IsTheLibrarysFitOfTheSweeps(int index)
    {
        (string name, ArtifactModel model) = SweepData.Models[index];
        DeviceProfile shipped = ArtifactCatalog.Profile(model);
        DeviceProfile refit = CorrectedFits.Fit(name, model);

        Assert.Multiple(() =>
        {
            Assert.That(shipped.Prefill.GetType(), Is.EqualTo(refit.Prefill.GetType()));
            Assert.That(shipped.Prefill.PadToTokens, Is.EqualTo(refit.Prefill.PadToTokens));
            foreach (int prompt in new[] { 1, 129, 640, 1025, 2048, 4096 })
            {
                Assert.That(shipped.Prefill.PredictSeconds(prompt), Is.EqualTo(refit.Prefill.PredictSeconds(prompt)).Within(1e-4).Percent);
            }

            Assert.That(shipped.Decode.SecondsPerStep, Is.EqualTo(refit.Decode.SecondsPerStep).Within(1e-6).Percent);
            Assert.That(shipped.Decode.SecondsPerContextToken, Is.EqualTo(refit.Decode.SecondsPerContextToken).Within(1e-4).Percent);
            foreach ((int prompt, int reply) in new[] { (128, 128), (2048, 512), (4000, 2000) })
            {
                Assert.That(shipped.Energy().Predict(prompt, reply).TotalJoules, Is.EqualTo(refit.Energy().Predict(prompt, reply).TotalJoules).Within(1e-3).Percent);
            }

            Assert.That(shipped.PowerRisePerDoubling, Is.EqualTo(refit.PowerRisePerDoubling).Within(1e-3).Percent);
            Assert.That(shipped.Notes, Is.EqualTo(refit.Notes));
            Assert.That(shipped.Prefill.Fit!.Outliers, Is.EqualTo(refit.Prefill.Fit!.Outliers));
        });
    }

    [TestCase(ArtifactMode.Corrected)]
    [TestCase(ArtifactMode.Compatible)]
    public void Profile_EveryModel_IsMarkedAsImported(ArtifactMode mode)
    {
        foreach (ArtifactModel model in Enum.GetValues<ArtifactModel>())
        {
            DeviceProfile profile = ArtifactCatalog.Profile(model, mode);
            Assert.That(profile.Provenance, Is.EqualTo(Provenance.Imported));
            Assert.That(profile.PowerRail, Is.EqualTo("VDD_GPU_SOC"));
            Assert.That(profile.Notes, Does.Contain("e74ca1ed"));
        }

        Assert.That(() => ArtifactCatalog.Profile((ArtifactModel)9, mode), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    /// <summary>Measured decode energies (power times the decode time) of the sweep, for replies the meter could resolve.</summary>
    [TestCase(0, 0.6)]
    [TestCase(1, 1.2)]
    [TestCase(2, 1.2)]
    public void CorrectedEnergy_OnTheSweep_IsWithinAPercentOrSo(int index, double mape)
    {
        (string name, ArtifactModel model) = SweepData.Models[index];
        EnergyModel energy = ArtifactCatalog.Profile(model).Energy();
        SweepRow[] rows = [.. SweepData.Rows("decode_exponential_parameters.csv")
            .Where(row => row.Text("model") == name && row.NumberOrNull("decode_time") >= 2 && row.NumberOrNull("avg_decode_energy") > 0)];
        double error = 100 * rows.Average(row => Math.Abs(
            (energy.Predict(row.Whole("input_tokens"), row.Whole("output_tokens")).Decode!.Value.Value / row.Number("avg_decode_energy")) - 1));
        TestContext.Out.WriteLine($"{name}: decode energy MAPE {error:F2} % over {rows.Length} replies");

        Assert.That(error, Is.LessThanOrEqualTo(mape));
    }

    [Test]
    public void CorrectedEnergy_Prediction_HasIntervalsAndFlags()
    {
        EnergyModel energy = ArtifactCatalog.Profile(ArtifactModel.Qwen14B).Energy();
        EnergyEstimate inside = energy.Predict(2048, 512), outside = energy.Predict(9000, 512);

        Assert.Multiple(() =>
        {
            Assert.That(inside.Total!.Value.Low, Is.LessThan(inside.Total.Value.Value));
            Assert.That(inside.Total.Value.High, Is.GreaterThan(inside.Total.Value.Value));
            Assert.That(inside.Total!.Value.IsExtrapolated, Is.False);
            Assert.That(outside.Total!.Value.IsExtrapolated, Is.True);
            Assert.That(inside.NetJoules, Is.Null, "idle was not measured");
            Assert.That(() => energy.Predict(9000, 512, extrapolation: Extrapolation.Refuse), Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }

    [TestCase(100)]
    [TestCase(1000.0)]
    public void MaxReplyTokens_WithinJoules_IsTheLastThatFits(double joules)
    {
        EnergyModel energy = ArtifactCatalog.Profile(ArtifactModel.Llama8B).Energy();
        int tokens = energy.MaxReplyTokens(512, joules)!.Value;

        Assert.That(energy.Predict(512, tokens).TotalJoules, Is.LessThanOrEqualTo(joules));
        Assert.That(energy.Predict(512, tokens + 1).TotalJoules, Is.GreaterThan(joules));
        Assert.That((energy with { PrefillPower = null }).MaxReplyTokens(512, joules), Is.Null, "unknown is not 0");
    }
}
