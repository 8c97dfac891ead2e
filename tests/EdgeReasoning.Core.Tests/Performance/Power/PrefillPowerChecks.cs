using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Power;

/// <summary>Acceptance checks 12, 13 and 19: prefill power and energy of the paper's artifact.</summary>
public sealed class PrefillPowerChecks
{
    private static readonly FitOptions Ordinary = FitOptions.Ordinary;

    [Test]
    public void Check12_OrdinaryFits_ReproduceTheArtifact()
    {
        LinearPower small = PowerFit.Linear(SweepData.PrefillPower("DSR1-Qwen-1.5B"), Ordinary);
        SteppedLogPower medium = PowerFit.SteppedLog(SweepData.PrefillPower("DSR1-Llama-8B"), 800);
        SteppedLogPower large = PowerFit.SteppedLog(SweepData.PrefillPower("DSR1-Qwen-14B"), 800);

        Assert.Multiple(() =>
        {
            Assert.That(small.WattsPerToken, Is.EqualTo(6.68749014794967e-05).Within(1e-4).Percent);
            Assert.That(small.Watts, Is.EqualTo(5.499357133701591).Within(1e-6));
            Assert.That(small.Fit!.RSquared, Is.EqualTo(.71682).Within(1e-5));
            Assert.That(medium.ConstantWatts, Is.EqualTo(5.657714).Within(1e-6));
            Assert.That(medium.WattsPerLogToken, Is.EqualTo(9.337807).Within(1e-6));
            Assert.That(medium.Watts, Is.EqualTo(-52.218272).Within(1e-6));
            Assert.That(medium.Fit!.RSquared, Is.EqualTo(.86956).Within(1e-5));
            Assert.That(large.ConstantWatts, Is.EqualTo(10.258143).Within(1e-6));
            Assert.That(large.WattsPerLogToken, Is.EqualTo(8.772488).Within(1e-6));
            Assert.That(large.Watts, Is.EqualTo(-40.775289).Within(1e-6));
            Assert.That(large.Fit!.RSquared, Is.EqualTo(.89994).Within(1e-5));
        });
    }

    [TestCase(0, .754)]
    [TestCase(1, 11.988)]
    [TestCase(2, 15.411)]
    public void Check12_TheArtifactsPrefillPower_HasItsErrors(int index, double mape)
    {
        (string name, ArtifactModel model) = SweepData.Models[index];
        PowerModel head = ArtifactCatalog.Profile(model, ArtifactMode.Compatible).PrefillPower!;

        Assert.That(Mape(SweepData.PrefillPower(name), point => head.AverageWatts(Load(point)), point => point.Watts), Is.EqualTo(mape).Within(1e-3));
    }

    [TestCase("DSR1-Qwen-14B", 512, .98652)]
    [TestCase("DSR1-Llama-8B", 800, .86956)]
    public void Check12_BreakpointSearch_FindsTheRealStep(string name, int threshold, double rSquared)
    {
        SteppedLogPower model = PowerFit.SteppedLog(SweepData.PrefillPower(name), [384, 512, 800]);

        Assert.That(model.ThresholdTokens, Is.EqualTo(threshold));
        Assert.That(model.Fit!.RSquared, Is.EqualTo(rSquared).Within(1e-5));
    }

    [TestCase(0, .999957, 4.697, .000923)]
    [TestCase(1, .755718, 67.00, .019004)]
    [TestCase(2, .908781, 41.33, .042685)]
    public void Check13_ExponentialJoulesPerToken_IsAConstantInDisguise(int index, double rSquared, double mape, double constant)
    {
        (string name, ArtifactModel model) = SweepData.Models[index];
        SweepRow[] rows = [.. SweepData.Rows("prefill_validation.csv").Where(row => row.Text("model") == name)];
        (double Tokens, double JoulesPerToken)[] points = [.. rows.Select(row => (row.Number("input_tokens"), row.Number("energy_per_token_j")))];
        double[] measured = [.. points.Select(point => point.JoulesPerToken)];
        ExponentialEnergyPerToken head = ArtifactCatalog.PrefillEnergy(model);
        double[] predicted = [.. points.Select(point => head.JoulesPerToken(point.Tokens))];
        ExponentialEnergyPerToken fit = ExponentialEnergyPerToken.FitTo(points, Ordinary);

        Assert.Multiple(() =>
        {
            Assert.That(FitSummary.RSquared(measured, predicted, []), Is.EqualTo(rSquared).Within(1e-6));
            Assert.That(FitSummary.MapePercent(measured, predicted, []), Is.EqualTo(mape).Within(5e-3));
            Assert.That(head.Joules, Is.EqualTo(constant).Within(1e-6));
            Assert.That(fit.Joules, Is.EqualTo(head.Joules).Within(1).Percent);
            Assert.That(fit.Fit!.Parameters.Single(parameter => parameter.Name == "Joules").IsIdentifiable, Is.True);
        });
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Check13_FitOfTheExponential_SaysThatItIsNotIdentifiable(int index)
    {
        (double, double)[] points = [.. SweepData.Rows("prefill_validation.csv").Where(row => row.Text("model") == SweepData.Models[index].Name)
            .Select(row => (row.Number("input_tokens"), row.Number("energy_per_token_j")))];
        ExponentialEnergyPerToken fit = ExponentialEnergyPerToken.FitTo(points, Ordinary);

        Assert.That(fit.Fit!.Parameters.Where(parameter => parameter.Name != "Joules").Select(parameter => parameter.IsIdentifiable), Is.All.False);
        Assert.That(fit.Fit.Warnings, Has.Some.Contains("RatePerToken is not identifiable"));
    }

    [Test]
    public void Check13_StoredEnergies_AreTimeTimesPower()
    {
        foreach (SweepRow row in SweepData.Rows("prefill_validation.csv"))
        {
            double joules = row.Number("total_energy_j");
            Assert.That(row.Number("ttft_ms") / 1000 * row.Number("avg_power_w"), Is.EqualTo(joules).Within(.52).Percent);
            Assert.That(joules / (row.Number("input_tokens") + 1), Is.EqualTo(row.Number("energy_per_token_j")).Within(8e-5));
        }
    }

    [TestCase(0, 33)]
    [TestCase(1, 8)]
    [TestCase(2, 4)]
    public void Check19_ShortPrefills_ReadTheIdleRailAndAreUnresolved(int index, int idleRows)
    {
        IReadOnlyList<PowerPoint> points = SweepData.PrefillPower(SweepData.Models[index].Name);
        PowerPoint[] shorter = [.. points.Where(point => point.Seconds < .95)];

        Assert.Multiple(() =>
        {
            Assert.That(shorter, Has.Length.EqualTo(idleRows));
            Assert.That(shorter.Select(point => point.Watts), Is.All.LessThanOrEqualTo(5.714));
            Assert.That(points.Where(point => point.Seconds >= .95 && point.Tokens != 2561).Select(point => point.Watts), Is.All.GreaterThanOrEqualTo(index == 1 ? 15.88 : 16.142));
            Assert.That(PowerFit.Resolved(points, samplingPeriodSeconds: 1).Select(point => point.Seconds), Is.All.GreaterThanOrEqualTo(2));
            Assert.That(shorter.Select(point => PowerFit.IsResolved(point.Seconds, 1)), Is.All.False);
        });
    }

    [Test]
    public void Check19_CorrectedPrefillPower_HasNoIdleRailInIt()
    {
        Assert.Multiple(() =>
        {
            foreach ((string _, ArtifactModel model) in SweepData.Models)
            {
                PowerModel power = ArtifactCatalog.Profile(model).PrefillPower!;
                Assert.That(power.AverageWatts(new PhaseLoad(0, 128, .2)), Is.GreaterThan(20), model.ToString());
            }

            Assert.That(ArtifactCatalog.Profile(ArtifactModel.Qwen1B5).Notes, Does.Contain("No prompt took two sampling periods"));
        });
    }

    private static PhaseLoad Load(PowerPoint point) => new(0, point.Tokens, point.Seconds);

    private static double Mape<T>(IEnumerable<T> rows, Func<T, double> predict, Func<T, double> measured)
        => 100 * rows.Average(row => Math.Abs((predict(row) / measured(row)) - 1));
}
