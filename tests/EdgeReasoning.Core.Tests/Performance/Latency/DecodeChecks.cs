using MathNet.Numerics;
using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Latency;

/// <summary>Acceptance checks 6 to 11: decode latency of the paper's artifact, point values and the inverse.</summary>
public sealed class DecodeChecks
{
    [TestCase(0, -1.697307e-06, .028776852, 10, .999871)]
    [TestCase(1, 2.838759e-07, .092929418, 37, .996976)]
    [TestCase(2, 6.460403e-08, .185953440, 10, .999963)]
    public void Check06_OrdinaryRefitOfTotalTimes_ReproducesAndFlagsANegativeSlope(int index, double m, double n, int count, double rSquared)
    {
        DecodePoint[] points = [.. SweepData.Rows("latency_embedded_points.csv")
            .Where(row => row.Text("model") == SweepData.Models[index].Name && row.Text("kind") is ("total_time" or "prefill"))
            .Select(row => new DecodePoint(row.Whole("input_tokens"), row.Whole("output_tokens"), row.Number("seconds")))];
        DecodeLatencyModel model = DecodeFit.Fit(points, FitOptions.Ordinary, DecodeIntervals.EveryToken);

        Assert.Multiple(() =>
        {
            Assert.That(points, Has.Length.EqualTo(count));
            Assert.That(model.SecondsPerContextToken, Is.EqualTo(m).Within(0.01).Percent);
            Assert.That(model.SecondsPerStep, Is.EqualTo(n).Within(0.01).Percent);
            Assert.That(model.Fit!.RSquared, Is.EqualTo(rSquared).Within(2e-6));
            Assert.That(model.Fit.Warnings.Any(warning => warning.StartsWith("SecondsPerContextToken is negative", StringComparison.Ordinal)), Is.EqualTo(m < 0));
        });
    }

    [Test]
    public void Check06_BoundedRefit_HoldsTheSlopeAtZeroAndSaysSo()
    {
        DecodePoint[] points = [.. SweepData.Rows("latency_embedded_points.csv")
            .Where(row => row.Text("model") == "DSR1-Qwen-1.5B" && row.Text("kind") == "total_time")
            .Select(row => new DecodePoint(row.Whole("input_tokens"), row.Whole("output_tokens"), row.Number("seconds")))];
        DecodeLatencyModel model = DecodeFit.Fit(points);

        Assert.That(model.SecondsPerContextToken, Is.Zero);
        Assert.That(model.Fit!.Parameters[1].IsIdentifiable, Is.False);
        Assert.That(model.Fit.Warnings, Has.Some.Contains("SecondsPerContextToken is not identifiable"));
    }

    [TestCase(0, 2.261752e-07, .024470445, .9999982, .1198, 3.6486, 128)]
    [TestCase(1, 1.182226e-06, .100446310, .9998116, .6295, .7920, 122)]
    [TestCase(2, 1.292513e-06, .185887099, .9999987, .1014, .3325, 128)]
    public void Check07_OrdinaryRefitOfTheSweep_ReproducesTheCoefficients(int index, double m, double n, double rSquared, double mape, double headMape, int count)
    {
        (string name, ArtifactModel artifact) = SweepData.Models[index];
        IReadOnlyList<DecodePoint> points = SweepData.DecodeSweep(name);
        DecodeLatencyModel model = DecodeFit.Fit(points, FitOptions.Ordinary, DecodeIntervals.EveryToken);
        DecodeLatencyModel head = ArtifactCatalog.Profile(artifact, ArtifactMode.Compatible).Decode;

        Assert.Multiple(() =>
        {
            Assert.That(points, Has.Count.EqualTo(count));
            Assert.That(model.SecondsPerContextToken, Is.EqualTo(m).Within(1e-3).Percent);
            Assert.That(model.SecondsPerStep, Is.EqualTo(n).Within(1e-5).Percent);
            Assert.That(model.Fit!.RSquared, Is.EqualTo(rSquared).Within(2e-7));
            Assert.That(model.Fit.MapePercent, Is.EqualTo(mape).Within(1e-4));
            Assert.That(Mape(head, points), Is.EqualTo(headMape).Within(1e-4));
        });
    }

    /// <summary>The design's figures: at most 0.12, 0.63 and 0.10 %, on every point.</summary>
    [TestCase(0, .12)]
    [TestCase(1, .63)]
    [TestCase(2, .10)]
    public void Check07_DefaultFit_ReachesTheFigures(int index, double figure)
    {
        IReadOnlyList<DecodePoint> points = SweepData.DecodeSweep(SweepData.Models[index].Name);
        DecodeLatencyModel model = DecodeFit.Fit(points);
        TestContext.Out.WriteLine($"{SweepData.Models[index].Name}: MAPE {Mape(model, points):F4} %, held out {model.Fit!.HeldOutMapePercent:F4} %");

        Assert.That(Mape(model, points), Is.LessThanOrEqualTo(figure));
        Assert.That(model.Fit!.HeldOutMapePercent, Is.LessThanOrEqualTo(figure));
        Assert.That(model.Fit.Parameters.Select(parameter => parameter.IsIdentifiable), Is.All.True);
    }

    [TestCase(0, .024703)]
    [TestCase(1, .101751)]
    [TestCase(2, .187198)]
    public void Check07_MeanTimeBetweenTokens_IsTheArtifacts(int index, double seconds)
        => Assert.That(SweepData.DecodeSweep(SweepData.Models[index].Name).Average(point => point.Seconds / point.ReplyTokens), Is.EqualTo(seconds).Within(1e-6));

    [Test]
    public void Check09_TimeBetweenTokens_RisesThreePercentTo4096TokensOfContext()
    {
        SweepRow[] rows = [.. SweepData.Rows("latency_embedded_points.csv").Where(row => row.Text("kind") == "fig3b_total_time")];
        double[] contexts = [.. rows.Select(row => row.Number("input_tokens"))];
        double[] steps = [.. rows.Select(row => row.Number("seconds") / row.Number("output_tokens"))];
        (double intercept, double slope) = Fit.Line(contexts, steps);

        Assert.Multiple(() =>
        {
            Assert.That(steps, Is.EqualTo(new[] { .090410, .090453, .091325, .091303, .092158, .093237 }).Within(1e-6));
            Assert.That(100 * ((steps[^1] / steps[0]) - 1), Is.EqualTo(3.1264).Within(1e-4));
            Assert.That(slope, Is.EqualTo(6.79603e-07).Within(1e-3).Percent);
            Assert.That(intercept, Is.EqualTo(.0905818).Within(1e-7));
        });
    }

    [Test]
    public void Check09_MeanTimeBetweenTokens_OfTheEmbeddedSweeps()
    {
        Assert.Multiple(() =>
        {
            Assert.That(MeanStep("DSR1-Qwen-1.5B", _ => true), Is.EqualTo(.02796).Within(5e-6));
            Assert.That(MeanStep("DSR1-Llama-8B", row => row.Text("commented_out") == "1" && row.Whole("source_line") is >= 134 and <= 140), Is.EqualTo(.09182).Within(5e-6));
            Assert.That(MeanStep("DSR1-Qwen-14B", _ => true), Is.EqualTo(.18580).Within(5e-6));
        });
    }

    [TestCase(0, 116, 82, .0488384, 1.9398978, 1.9887362, 5.50711, 11.24712, .26896, 21.81826)]
    [TestCase(1, 116, 82, .1518614, 8.2403930, 8.3922544, 5.65771, 23.40728, .85919, 192.88521)]
    [TestCase(2, 116, 82, .2766811, 15.3119061, 15.5885872, 10.25814, 25.52436, 2.83823, 390.82661)]
    [TestCase(0, 512, 256, .0881512, 6.0747742, 6.1629254, 5.53360, 20.10807, .48779, 122.15197)]
    [TestCase(1, 512, 256, .4266701, 25.8116720, 26.2383421, 5.65771, 26.28868, 2.41398, 678.55482)]
    [TestCase(2, 512, 256, .7833983, 47.9427667, 48.7261651, 10.25814, 27.55156, 8.03621, 1320.89783)]
    public void Check10_PointEvaluations_AreTheArtifacts(
        int index, int prompt, int reply, double prefillSeconds, double decodeSeconds, double totalSeconds, double prefillWatts, double decodeWatts, double prefillJoules, double decodeJoules)
    {
        DeviceProfile head = ArtifactCatalog.Profile(SweepData.Models[index].Model, ArtifactMode.Compatible);
        EnergyEstimate energy = head.Energy().Predict(prompt, reply);

        Assert.Multiple(() =>
        {
            Assert.That(head.Prefill.PredictSeconds(prompt), Is.EqualTo(prefillSeconds).Within(6e-8));
            Assert.That(head.Decode.PredictSeconds(prompt, reply), Is.EqualTo(decodeSeconds).Within(6e-8));
            Assert.That(head.Latency().PredictSeconds(prompt, reply), Is.EqualTo(totalSeconds).Within(6e-8));
            Assert.That(head.PrefillPower!.AverageWatts(new PhaseLoad(0, prompt, prefillSeconds)), Is.EqualTo(prefillWatts).Within(6e-6));
            Assert.That(head.DecodePower!.AverageWatts(new PhaseLoad(prompt, reply, decodeSeconds)), Is.EqualTo(decodeWatts).Within(6e-6));
            Assert.That(energy.Prefill!.Value.Value, Is.EqualTo(prefillJoules).Within(6e-6));
            Assert.That(energy.Decode!.Value.Value, Is.EqualTo(decodeJoules).Within(6e-6));
        });
    }

    [TestCase(0, 12.691800, 277.5434)]
    [TestCase(1, 54.456156, 1440.4508)]
    [TestCase(2, 100.994542, 2810.5508)]
    public void Check10_LongRequest_IsTheArtifacts(int index, double seconds, double joules)
    {
        DeviceProfile head = ArtifactCatalog.Profile(SweepData.Models[index].Model, ArtifactMode.Compatible);

        Assert.That(head.Latency().PredictSeconds(2000, 500), Is.EqualTo(seconds).Within(1e-6));
        Assert.That(head.Energy().Predict(2000, 500).TotalJoules, Is.EqualTo(joules).Within(1e-4));
    }

    [TestCase(0, 170, new[] { 8, 39, 82, 208, 419, 840, 2513 })]
    [TestCase(1, 170, new[] { 0, 7, 17, 47, 97, 196, 593 })]
    [TestCase(2, 170, new[] { 0, 3, 8, 24, 51, 104, 318 })]
    [TestCase(0, 512, new[] { 38, 80, 207, 417, 837, 2506 })]
    [TestCase(1, 512, new[] { 5, 15, 45, 95, 194, 590 })]
    [TestCase(2, 512, new[] { 1, 6, 22, 49, 102, 316 })]
    public void Check11_TokensWithinADeadline_AreExact(int index, int prompt, int[] expected)
    {
        double[] deadlines = prompt == 170 ? [.25, 1, 2, 5, 10, 20, 60] : [1, 2, 5, 10, 20, 60];
        LatencyModel latency = ArtifactCatalog.Profile(SweepData.Models[index].Model, ArtifactMode.Compatible).Latency();

        Assert.That(deadlines.Select(deadline => latency.MaxReplyTokens(prompt, deadline)), Is.EqualTo(expected));
    }

    private static double MeanStep(string model, Func<SweepRow, bool> where)
        => SweepData.Rows("latency_embedded_points.csv")
            .Where(row => row.Text("model") == model && row.Text("kind") == "total_time" && where(row))
            .Average(row => row.Number("seconds") / row.Number("output_tokens"));

    private static double Mape(DecodeLatencyModel model, IReadOnlyCollection<DecodePoint> points)
        => 100 * points.Average(point => Math.Abs((model.PredictSeconds(point.PromptTokens, point.ReplyTokens) / point.Seconds) - 1));
}
