using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Power;

/// <summary>energy_planner.json, the energy models' part (the planner's part belongs to Planning).</summary>
public sealed class EnergyGoldenTests
{
    private static readonly JsonElement Golden = SweepData.Json("energy_planner.json");
    private static readonly SaturatingPower Power = new() { SteadyWatts = 28.058, RiseWatts = 24.924, TimeConstantSeconds = 1.485 };

    [Test]
    public void SaturatingPower_EveryRow_IsExact()
    {
        foreach (JsonElement row in Golden.GetProperty("expPower").EnumerateArray())
        {
            double at = row.GetProperty("t").GetDouble();
            Assert.That(Power.WattsAt(at), Is.EqualTo(row.GetProperty("power").GetDouble()).Within(1e-10).Percent);
            Assert.That(Power.EnergyJoules(at), Is.EqualTo(row.GetProperty("energy").GetDouble()).Within(1e-10).Percent);
            if (row.GetProperty("average").ValueKind == JsonValueKind.Number)
            {
                Assert.That(Power.AverageWatts(at), Is.EqualTo(row.GetProperty("average").GetDouble()).Within(1e-10).Percent);
            }
        }
    }

    [Test]
    public void SecondsWithin_EveryRow_InvertsTheEnergy()
    {
        foreach (JsonElement row in Golden.GetProperty("energyToSeconds").EnumerateArray())
        {
            Assert.That(Power.SecondsWithin(row.GetProperty("Emax").GetDouble()), Is.EqualTo(row.GetProperty("seconds").GetDouble()).Within(1e-9).Percent);
        }
    }

    [Test]
    public void DirectCurves_EveryRow_DisagreeWithPowerTimesTime()
    {
        foreach (JsonElement row in Golden.GetProperty("authorsDisagree").EnumerateArray())
        {
            ArtifactModel model = ModelOf(row);
            DeviceProfile head = ArtifactCatalog.Profile(model, ArtifactMode.Compatible);
            (int prompt, int reply) = (row.GetProperty("I").GetInt32(), row.GetProperty("O").GetInt32());
            Assert.That(head.Decode.PredictSeconds(prompt, reply), Is.EqualTo(row.GetProperty("seconds").GetDouble()).Within(1e-10).Percent);
            var switched = (ArtifactDecodePower)head.DecodePower!;
            LogPower log = new() { WattsPerLogToken = switched.WattsPerLogToken, Watts = switched.Watts };
            PhaseLoad load = new(prompt, reply, head.Decode.PredictSeconds(prompt, reply));
            Assert.That(log.EnergyJoules(load), Is.EqualTo(row.GetProperty("PxT").GetDouble()).Within(1e-9).Percent, row.ToString());
            Assert.That(ArtifactCatalog.DecodeEnergy(model, TokenBasis.ReplyOnly).PredictJoules(prompt, reply), Is.EqualTo(row.GetProperty("formulaPy").GetDouble()).Within(1e-9).Percent, row.ToString());
            Assert.That(ArtifactCatalog.AlternativeDecodeEnergy(model, TokenBasis.ReplyOnly).PredictJoules(prompt, reply), Is.EqualTo(row.GetProperty("formulaYaml").GetDouble()).Within(1e-9).Percent, row.ToString());
        }
    }

    [Test]
    public void PrefillPower_AtTheArtifactsThreshold_Jumps()
    {
        foreach (JsonElement row in Golden.GetProperty("prefillPowerJump").EnumerateArray())
        {
            PowerModel power = ArtifactCatalog.Profile(ModelOf(row), ArtifactMode.Compatible).PrefillPower!;
            Assert.That(power.AverageWatts(new PhaseLoad(0, 800, 1)), Is.EqualTo(row.GetProperty("at800").GetDouble()).Within(1e-10).Percent);
            Assert.That(power.AverageWatts(new PhaseLoad(0, 801, 1)), Is.EqualTo(row.GetProperty("at801").GetDouble()).Within(1e-10).Percent);
        }
    }

    [Test]
    public void PrefillEnergyCurve_EveryRow_IsExact()
    {
        foreach (JsonElement row in Golden.GetProperty("prefillEnergy").EnumerateArray())
        {
            ExponentialEnergyPerToken curve = ArtifactCatalog.PrefillEnergy(ModelOf(row));
            int padded = row.GetProperty("padded").GetInt32(), prompt = row.GetProperty("I").GetInt32();
            Assert.That(curve.JoulesPerToken(padded), Is.EqualTo(row.GetProperty("perToken").GetDouble()).Within(1e-9).Percent);
            Assert.That(curve.JoulesPerToken(padded) * padded, Is.EqualTo(row.GetProperty("total").GetDouble()).Within(1e-9).Percent);
            DeviceProfile head = ArtifactCatalog.Profile(ModelOf(row), ArtifactMode.Compatible);
            Assert.That(head.Energy().Predict(prompt, 1).Prefill!.Value.Value, Is.EqualTo(row.GetProperty("PxT").GetDouble()).Within(1e-9).Percent);
        }
    }

    private static ArtifactModel ModelOf(JsonElement row) => SweepData.Models.Single(model => model.Name == row.GetProperty("model").GetString()).Model;
}
