using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Power;

/// <summary>Acceptance checks 14 to 18: decode power and energy of the paper's artifact.</summary>
public sealed class DecodePowerChecks
{
    private static readonly FitOptions Ordinary = FitOptions.Ordinary;

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

    private static PowerPoint[] Decode(string name)
        => [.. SweepData.Rows("decode_validation.csv").Where(row => row.Text("model") == name)
            .Select(row => new PowerPoint(row.Whole("output_tokens"), 1, row.Number("avg_power_w")))];

    private static double Mape<T>(IEnumerable<T> rows, Func<T, double> predict, Func<T, double> measured)
        => 100 * rows.Average(row => Math.Abs((predict(row) / measured(row)) - 1));
}
