using EdgeReasoning.Inference;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Fitting;

public sealed class FitTests
{
    [Test]
    public void Prefill_OutliersAmongCleanPoints_AreMarkedAndCarryNoWeight()
    {
        PrefillPoint[] points = [.. Enumerable.Range(1, 20).Select(i => new PrefillPoint(100 * i, .05 + (1e-4 * 100 * i) + (1e-4 * Math.Sin(i))))];
        points[7] = points[7] with { Seconds = points[7].Seconds * 8 };
        points[13] = points[13] with { Seconds = points[13].Seconds / 5 };
        var model = (LinearPrefill)PrefillFit.Fit(points, PrefillForm.Linear);

        Assert.Multiple(() =>
        {
            Assert.That(model.Fit!.Outliers, Is.EqualTo(new[] { 7, 13 }));
            Assert.That(model.Fit.SampleCount, Is.EqualTo(20), "kept, only marked");
            Assert.That(model.SecondsPerToken, Is.EqualTo(1e-4).Within(1).Percent);
            Assert.That(model.FixedSeconds, Is.EqualTo(.05).Within(1).Percent);
        });
    }

    [Test]
    public void Prefill_TheOutlierOfThe8BSweep_IsMarked()
    {
        IReadOnlyList<PrefillPoint> points = SweepData.PrefillSweep("DSR1-Llama-8B");
        PrefillLatencyModel model = PrefillFit.Choose(points);

        Assert.That(model.Fit!.Outliers.Select(i => points[i].PromptTokens), Does.Contain(2561));
        Assert.That(model.PredictSeconds(2561), Is.EqualTo(2.4).Within(.4), "the neighbours took 2.3 and 2.5 s");
    }

    [TestCase(PrefillForm.Linear)]
    [TestCase(PrefillForm.Quadratic)]
    [TestCase(PrefillForm.Piecewise)]
    public void Choose_PointsOfAForm_FindsItAndItsTile(PrefillForm form)
    {
        PrefillLatencyModel truth = form switch
        {
            PrefillForm.Linear => new LinearPrefill { PadToTokens = 64, FittedPromptTokens = default, SecondsPerToken = 1e-3, FixedSeconds = .02 },
            PrefillForm.Quadratic => new QuadraticPrefill { PadToTokens = 64, FittedPromptTokens = default, SecondsPerSquaredToken = 1e-6, SecondsPerToken = 1e-3, FixedSeconds = .02 },
            _ => new PiecewisePrefill { PadToTokens = 64, FittedPromptTokens = default, BreakTokens = 832, SecondsPerTokenBefore = 2e-4, SecondsPerTokenAfter = 2e-3, FixedSeconds = .02 },
        };
        PrefillPoint[] points = [.. Enumerable.Range(1, 26).Select(i => (i * 77) - 40).Select(tokens => new PrefillPoint(tokens, truth.PredictSeconds(tokens)))];
        PrefillLatencyModel model = PrefillFit.Choose(points);

        Assert.Multiple(() =>
        {
            Assert.That(model.PadToTokens, Is.EqualTo(64));
            Assert.That(model.Fit!.HeldOutMapePercent, Is.LessThan(form == PrefillForm.Piecewise ? 3 : 1e-6));
            if (form != PrefillForm.Piecewise)
            {
                Assert.That(model.GetType(), Is.EqualTo(truth.GetType()));
            }
        });
    }

    /// <summary>Whatever is measured, a fitted model never falls and never goes below 0.</summary>
    [Test]
    public void Prefill_AnyPoints_IsMonotone() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll<int>(IsMonotone));

    private static bool IsMonotone(int seed)
    {
        Random random = new(seed);
        PrefillPoint[] points = [.. Enumerable.Range(0, 12).Select(_ => new PrefillPoint(random.Next(1, 4000), 1e-3 + random.NextDouble()))];
        return Enum.GetValues<PrefillForm>().All(form =>
        {
            PrefillLatencyModel model = PrefillFit.Fit(points, form, padToTokens: 64);
            double[] seconds = [.. Enumerable.Range(0, 60).Select(i => model.PredictSeconds(i * 100))];
            return seconds.Zip(seconds.Skip(1)).All(pair => pair.First >= 0 && pair.Second >= pair.First - 1e-12);
        });
    }

    /// <summary>Intervals of 90 % cover the true coefficient and new measurements about that often (normal errors of 2 %, 300 repetitions).</summary>
    [Test]
    public void Decode_Intervals_CoverWhatTheyPromise()
    {
        Random random = new(42);
        DecodeLatencyModel truth = new() { SecondsPerStep = .02, SecondsPerContextToken = 4e-6, FittedContextTokens = default };
        int repetitions = 300, coversStep = 0, coversSlope = 0, coversNew = 0;
        for (int i = 0; i < repetitions; i++)
        {
            DecodePoint[] points = [.. Enumerable.Range(0, 20).Select(_ => Measure(random.Next(16, 2000), random.Next(16, 500)))];
            DecodeLatencyModel model = DecodeFit.Fit(points, new FitOptions { Robust = false });
            coversStep += Covers(model.Fit!.Parameters[0], truth.SecondsPerStep);
            coversSlope += Covers(model.Fit.Parameters[1], truth.SecondsPerContextToken);
            DecodePoint next = Measure(random.Next(16, 2000), random.Next(16, 500));
            Prediction prediction = model.Predict(next.PromptTokens, next.ReplyTokens);
            coversNew += next.Seconds >= prediction.Low && next.Seconds <= prediction.High ? 1 : 0;
        }

        TestContext.Out.WriteLine($"step {coversStep}, slope {coversSlope}, new measurement {coversNew} of {repetitions}");
        Assert.Multiple(() =>
        {
            // Three standard errors around 270 of 300 are 16.
            Assert.That(coversStep, Is.InRange(254, 286));
            Assert.That(coversSlope, Is.InRange(254, 286));
            Assert.That(coversNew, Is.InRange(.75 * repetitions, .98 * repetitions));
        });

        DecodePoint Measure(int prompt, int reply)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            return new DecodePoint(prompt, reply, truth.PredictSeconds(prompt, reply) * (1 + (.02 * normal)));
        }

        static int Covers(FittedParameter parameter, double value) => value >= parameter.Low && value <= parameter.High ? 1 : 0;
    }

    [Test]
    public void Decode_RepliesAtOneContext_SaysThatTheSlopeIsNotIdentifiable()
    {
        DecodePoint[] points = [.. Enumerable.Range(0, 6).Select(i => new DecodePoint(500, 100, 2 + (.01 * i)))];
        FitReport report = DecodeFit.Fit(points).Fit!;

        Assert.That(report.Parameters.Any(parameter => !parameter.IsIdentifiable), Is.True);
        Assert.That(report.Warnings, Has.Some.Contains("not identifiable"));
    }

    [TestCase(KvLayout.Separate)]
    [TestCase(KvLayout.Unified)]
    public void Parallel_ExactSteps_AreRecovered(KvLayout layout)
    {
        ParallelDecodeModel truth = new()
        {
            Layout = layout,
            Costs = [new SequenceCost(1, .010), new SequenceCost(4, .013), new SequenceCost(16, .030)],
            SecondsPerAttendedToken = 3e-7,
        };
        StepPoint[] points = [.. from cost in truth.Costs
                                 from own in new[] { 16, 64, 256, 400 }
                                 select new StepPoint(cost.Sequences, 100, own, truth.PredictStepSeconds(cost.Sequences, 100, own))];
        ParallelDecodeModel model = ParallelDecodeFit.Fit(layout, points);

        Assert.Multiple(() =>
        {
            Assert.That(model.SecondsPerAttendedToken, Is.EqualTo(3e-7).Within(1e-6).Percent);
            Assert.That(model.Costs.Select(cost => cost.SecondsPerStep), Is.EqualTo(truth.Costs.Select(cost => cost.SecondsPerStep)).Within(1e-9));
            Assert.That(model.Fit!.HeldOutMapePercent, Is.LessThan(1e-6));
            Assert.That(model.Predict(16, 100, 300).IsExtrapolated, Is.False);
            Assert.That(model.Predict(32, 100, 50).IsExtrapolated, Is.True);
            Assert.That(model.Predict(16, 100, 900).IsExtrapolated, Is.True);
            Assert.That(() => model.Predict(16, 100, 900, Extrapolation.Refuse), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("100 to 500 tokens"));
            Assert.That(() => model.Predict(32, 100, 50, Extrapolation.Refuse), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("1 to 16 sequences"));
        });
    }

    [Test]
    public void Power_WhereAPredictionIsZero_HasNoRelativeInterval()
    {
        PowerPoint[] points = [new(1, 1, .001), new(10, 1, 9), new(100, 1, 20), new(1000, 1, 31)];
        LogPower model = PowerFit.Log(points, FitOptions.Ordinary);

        Assert.That(model.AverageWatts(new PhaseLoad(0, 1, 1)), Is.Zero, "the line is negative there");
        Assert.That(model.Fit!.RelativeHalfWidth, Is.Null);
    }

    [Test]
    public void Saturating_ExactMeans_AreRecovered()
    {
        SaturatingPower truth = new() { SteadyWatts = 28, RiseWatts = 17, TimeConstantSeconds = 1.7 };
        SaturatingPower model = PowerFit.Saturating([.. Enumerable.Range(1, 15).Select(i => new PowerPoint(10 * i, i, truth.AverageWatts(i)))]);

        Assert.Multiple(() =>
        {
            Assert.That(model.SteadyWatts, Is.EqualTo(28).Within(.01).Percent);
            Assert.That(model.RiseWatts, Is.EqualTo(17).Within(.1).Percent);
            Assert.That(model.TimeConstantSeconds, Is.EqualTo(1.7).Within(.1).Percent);
        });
    }

    [Test]
    public void Fits_BadPoints_AreRefusedWithTheRemedy()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => PrefillFit.Choose([new PrefillPoint(10, 1)]), Throws.ArgumentException.With.Message.Contains("at least 4"));
            Assert.That(() => PrefillFit.Fit([.. Enumerable.Repeat(new PrefillPoint(0, 1), 9)], PrefillForm.Linear), Throws.ArgumentException.With.Message.Contains("positive time"));
            Assert.That(() => PrefillFit.Fit([.. Enumerable.Repeat(new PrefillPoint(5, double.NaN), 9)], PrefillForm.Linear), Throws.ArgumentException);
            Assert.That(() => DecodeFit.Fit([new DecodePoint(10, 1, 1), new DecodePoint(10, 1, 1)]), Throws.ArgumentException.With.Message.Contains("at least one step"));
            Assert.That(() => PowerFit.Saturating([]), Throws.ArgumentException.With.Message.Contains("longer phases"));
            Assert.That(() => ParallelDecodeFit.Fit(KvLayout.Separate, [new StepPoint(1, 0, 0, 1)]), Throws.ArgumentException);
            Assert.That(() => DecodeFit.Fit([], new FitOptions { IntervalLevel = 90 }), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("0.9"));
        });
    }
}
