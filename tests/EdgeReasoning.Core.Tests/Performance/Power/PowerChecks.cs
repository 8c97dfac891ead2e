using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Power;

/// <summary>Acceptance checks 12 to 19: power and energy of the paper's artifact.</summary>
public sealed class PowerChecks
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

    [TestCase("DSR1-Qwen-1.5B", 3.213711, .756538, .89216)]
    [TestCase("DSR1-Qwen-14B", 1.619387, 16.886830, .72621)]
    public void Check14_OrdinaryLogFitOfDecodePower_ReproducesTheArtifact(string name, double slope, double offset, double rSquared)
    {
        LogPower model = PowerFit.Log(Decode(name), Ordinary);

        Assert.That(model.WattsPerLogToken, Is.EqualTo(slope).Within(1e-6));
        Assert.That(model.Watts, Is.EqualTo(offset).Within(1e-6));
        Assert.That(model.Fit!.RSquared, Is.EqualTo(rSquared).Within(1e-5));
    }

    [TestCase("DSR1-Qwen-1.5B", .929143, 4.933563)]
    [TestCase("DSR1-Qwen-14B", 2.974750, 13.260851)]
    public void Check14_ShortReplies_HaveAnotherCurve(string name, double slope, double offset)
    {
        LogPower model = PowerFit.Log([.. Decode(name).Where(point => point.Tokens < 65)], Ordinary);

        Assert.That(model.WattsPerLogToken, Is.EqualTo(slope).Within(1e-6));
        Assert.That(model.Watts, Is.EqualTo(offset).Within(1e-6));
    }

    [TestCase("DSR1-Qwen-1.5B", .0804483, -.1631547, .72511, .0829594, -.1814710)]
    [TestCase("DSR1-Qwen-14B", .6869187, -1.4007776, .75073, .7046762, -1.5301620)]
    public void Check14_LogFitOfJoulesPerToken_ReproducesBothSetsOfTheArtifact(
        string name, double slope, double offset, double rSquared, double sliceSlope, double sliceOffset)
    {
        // Joules per token in place of watts: the same straight line over the logarithm.
        SweepRow[] rows = [.. SweepData.Rows("decode_validation.csv").Where(row => row.Text("model") == name)];
        LogPower all = PowerFit.Log(PerToken(rows), Ordinary);

        // Without the cut at 0 that the model has.
        double[] measured = [.. rows.Select(row => row.Number("energy_per_token_j"))];
        double[] line = [.. rows.Select(row => (all.WattsPerLogToken * Math.Log(row.Number("output_tokens"))) + all.Watts)];
        LogPower slice = PowerFit.Log(PerToken(rows.Where(row => row.Whole("input_tokens") == 514)), Ordinary);

        Assert.Multiple(() =>
        {
            Assert.That(all.WattsPerLogToken, Is.EqualTo(slope).Within(1e-6));
            Assert.That(all.Watts, Is.EqualTo(offset).Within(1e-6));
            Assert.That(FitSummary.RSquared(measured, line, []), Is.EqualTo(rSquared).Within(1e-5));
            Assert.That(slice.WattsPerLogToken, Is.EqualTo(sliceSlope).Within(1e-6));
            Assert.That(slice.Watts, Is.EqualTo(sliceOffset).Within(1e-6));
        });

        static PowerPoint[] PerToken(IEnumerable<SweepRow> rows)
            => [.. rows.Select(row => new PowerPoint(row.Whole("output_tokens"), 1, row.Number("energy_per_token_j")))];
    }

    [TestCase(0, 1, 64, 68.667, 52.588)]
    [TestCase(0, 96, 96, 14.965, 50.308)]
    [TestCase(0, 128, 2048, 1.902, 11.779)]
    [TestCase(2, 1, 64, 23.854, 28.339)]
    [TestCase(2, 96, 96, 1.852, 7.121)]
    [TestCase(2, 128, 2048, .395, 1.111)]
    public void Check16_TheArtifactsDecodeChain_HasItsErrorsByLength(int index, int least, int most, double powerMape, double energyMape)
    {
        (string name, ArtifactModel model) = SweepData.Models[index];
        DeviceProfile head = ArtifactCatalog.Profile(model, ArtifactMode.Compatible);
        SweepRow[] rows = [.. SweepData.Rows("decode_validation.csv").Where(row => row.Text("model") == name && row.Whole("output_tokens") >= least && row.Whole("output_tokens") <= most)];

        Assert.That(Mape(rows, Watts, row => row.Number("avg_power_w")), Is.EqualTo(powerMape).Within(.01));
        Assert.That(
            Mape(rows, row => head.Energy().Predict(row.Whole("input_tokens"), row.Whole("output_tokens")).TotalJoules!.Value, row => row.Number("total_energy_j")),
            Is.EqualTo(energyMape).Within(.01));

        double Watts(SweepRow row)
        {
            (int prompt, int reply) = (row.Whole("input_tokens"), row.Whole("output_tokens"));
            return head.DecodePower!.AverageWatts(new PhaseLoad(prompt, reply, head.Decode.PredictSeconds(prompt, reply)));
        }
    }

    [TestCase(0, 21.4340, 15.7216)]
    [TestCase(1, 129.2496, 146.4665)]
    [TestCase(2, 282.9580, 319.1651)]
    public void Check17_TheArtifactsDecodeEnergy_JumpsAt64Tokens(int index, double at64, double at65)
    {
        EnergyModel head = ArtifactCatalog.Profile(SweepData.Models[index].Model, ArtifactMode.Compatible).Energy();

        Assert.That(head.Predict(512, 64).Decode!.Value.Value, Is.EqualTo(at64).Within(5e-5));
        Assert.That(head.Predict(512, 65).Decode!.Value.Value, Is.EqualTo(at65).Within(5e-5));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void Check17_CorrectedDecodeEnergy_GrowsWithoutJumps(int index)
    {
        EnergyModel model = ArtifactCatalog.Profile(SweepData.Models[index].Model).Energy();
        double before = model.Predict(512, 1).TotalJoules!.Value, step = double.PositiveInfinity;
        for (int reply = 2; reply <= 2048; reply++)
        {
            double joules = model.Predict(512, reply).TotalJoules!.Value;
            Assert.That(joules, Is.GreaterThan(before), $"at {reply} tokens");

            // No token costs more than a little above the one before.
            Assert.That(joules - before, Is.LessThan(1.1 * step), $"at {reply} tokens");
            step = joules - before;
            before = joules;
        }
    }

    [Test]
    public void Check17_PowerOfTheArtifactsSwitch_Falls()
    {
        DeviceProfile head = ArtifactCatalog.Profile(ArtifactModel.Qwen1B5, ArtifactMode.Compatible);

        Assert.That(head.DecodePower!.AverageWatts(new PhaseLoad(512, 64, head.Decode.PredictSeconds(512, 64))), Is.EqualTo(14.1220).Within(5e-5));
        Assert.That(head.DecodePower.AverageWatts(new PhaseLoad(512, 65, head.Decode.PredictSeconds(512, 65))), Is.EqualTo(10.1990).Within(5e-5));
    }

    [TestCase(0, 39.03, 13.64, 172.061, 311.195)]
    [TestCase(2, 38.88, 13.09, 1467.309, 2738.545)]
    public void Check18_EnergyPerToken_IsTimesAllTokensThatItWasFittedTo(int index, double replyOnly, double all, double artifactJoules, double measuredJoules)
    {
        (string name, ArtifactModel model) = SweepData.Models[index];
        SweepRow[] rows = [.. SweepData.Rows("decode_validation.csv")
            .Where(row => row.Text("model") == name && row.Whole("input_tokens") == 514 && row.Whole("output_tokens") >= 128)];

        Assert.Multiple(() =>
        {
            Assert.That(Error(TokenBasis.ReplyOnly), Is.EqualTo(replyOnly).Within(5e-3));
            Assert.That(Error(TokenBasis.PromptAndReply), Is.EqualTo(all).Within(5e-3));
            Assert.That(ArtifactCatalog.DecodeEnergy(model, TokenBasis.ReplyOnly).PredictJoules(514, 512), Is.EqualTo(artifactJoules).Within(1e-3));
            Assert.That(rows.Single(row => row.Whole("output_tokens") == 512).Number("total_energy_j"), Is.EqualTo(measuredJoules));
        });

        double Error(TokenBasis basis) => Mape(
            rows, row => ArtifactCatalog.DecodeEnergy(model, basis).PredictJoules(row.Whole("input_tokens"), row.Whole("output_tokens")), row => row.Number("total_energy_j"));
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

    private static PowerPoint[] Decode(string name)
        => [.. SweepData.Rows("decode_validation.csv").Where(row => row.Text("model") == name)
            .Select(row => new PowerPoint(row.Whole("output_tokens"), 1, row.Number("avg_power_w")))];

    private static PhaseLoad Load(PowerPoint point) => new(0, point.Tokens, point.Seconds);

    private static double Mape<T>(IEnumerable<T> rows, Func<T, double> predict, Func<T, double> measured)
        => 100 * rows.Average(row => Math.Abs((predict(row) / measured(row)) - 1));
}
