using EdgeReasoning.Budgets;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly BudgetChoice Short = new("short", TokenBudget.Create().Limit(3));
    private static readonly Configuration[] All = [Samples.Single(), Samples.Majority(5), Samples.Single() with { Budget = Short }];

    [Test]
    public async Task RunAsync_ConfigurationsThatShareTraces_SamplesEachOnce()
    {
        using TraceStore store = Empty();
        EvaluationRun run = await Evaluator.RunAsync([Samples.Loaded("m")], Samples.Questions(6), All, store);
        Assert.That(store.Traces, Has.Count.EqualTo(6 * (5 + 1)));
        Assert.That(store.Traces.Select(trace => trace.Trace.Seed).Distinct().Count(), Is.EqualTo(36));
        Assert.That(All.Select(run.MissingTraces), Is.All.Zero);
        Assert.That(store.Models.Single().Info!.Name, Is.EqualTo("scripted"));
        Assert.That(store.Traces.Select(trace => trace.Together), Is.All.EqualTo(1));
        Assert.That(store.Traces.Select(trace => trace.Trace.Answer).Distinct().Count(), Is.GreaterThan(1), "the traces have to differ for the other tests to show anything");
    }

    [Test]
    public async Task RunAsync_StoreThatIsComplete_LoadsNoModel()
    {
        using TraceStore store = Empty();
        int loads = 0;
        EvaluatedModel model = Samples.Loaded("m", onLoad: () => loads++);
        await Evaluator.RunAsync([model], Samples.Questions(3), All, store);
        await Evaluator.RunAsync([model], Samples.Questions(3), All, store);
        Assert.That((loads, store.Traces.Count), Is.EqualTo((1, 18)));
        await Evaluator.RunAsync([model], Samples.Questions(4), All, store);
        Assert.That((loads, store.Traces.Count), Is.EqualTo((2, 24)));
    }

    [Test]
    public async Task RunAsync_StoppedAndResumed_HasTheTracesOfAnUninterruptedRun()
    {
        using TraceStore whole = Empty(), parts = Empty();
        await Evaluator.RunAsync([Samples.Loaded("m")], Samples.Questions(6), All, whole);
        var random = new Random(3);
        for (bool done = false; !done;)
        {
            using var stop = new CancellationTokenSource();
            int left = random.Next(1, 6);
            var progress = new Reports(_ =>
            {
                if (--left == 0) stop.Cancel();
            });
            try
            {
                await Evaluator.RunAsync([Samples.Loaded("m")], Samples.Questions(6), All, parts, progress: progress, cancellationToken: stop.Token);
                done = true;
            }
            catch (OperationCanceledException)
            {
            }
        }

        Assert.That(Samples.Contents(parts), Is.EqualTo(Samples.Contents(whole)));
        Assert.That(parts.Failures, Is.Empty);
    }

    [TestCase(1, 4)]
    [TestCase(3, 1)]
    [TestCase(3, 4)]
    public async Task RunAsync_WavesAndParallelRequests_SampleTheSameTraces(int parallel, int wave)
    {
        using TraceStore alone = Empty(), together = Empty();
        await Evaluator.RunAsync([Samples.Loaded("m")], Samples.Questions(5), All, alone);
        await Evaluator.RunAsync([Samples.Loaded("m")], Samples.Questions(5), All, together, new EvaluationOptions { ParallelRequests = parallel, WaveSamples = wave });
        Assert.That(Samples.Contents(together), Is.EqualTo(Samples.Contents(alone)));
        Assert.That(together.Traces.Where(trace => trace.Sample == 0).Select(trace => trace.Together), Is.All.EqualTo(parallel == 1 ? 1 : parallel * wave));
        Assert.That(together.Traces.Select(trace => trace.Together).Max(), Is.EqualTo(parallel * wave));
    }

    [Test]
    public async Task RunAsync_GapsWithinAWave_AreFilledAlone()
    {
        using TraceStore whole = Empty(), parts = Empty();
        var options = new EvaluationOptions { WaveSamples = 8 };
        await Evaluator.RunAsync([Samples.Loaded("m")], Samples.Questions(3), [Samples.Majority(7)], whole, options);
        parts.Begin(whole.Run!);
        parts.Add(whole.Models[0]);
        foreach (StoredTrace trace in whole.Traces.Where(trace => trace.Sample is 1 or 4)) parts.Add(trace);
        var reports = new Reports();
        await Evaluator.RunAsync([Samples.Loaded("m")], Samples.Questions(3), [Samples.Majority(7)], parts, options, reports);
        Assert.That(Samples.Contents(parts), Is.EqualTo(Samples.Contents(whole)));
        Assert.That(reports.All, Has.Count.EqualTo(15));
    }

    [Test]
    public async Task RunAsync_OtherSeed_SamplesOtherTraces()
    {
        using TraceStore one = Empty(), two = Empty();
        await Evaluator.RunAsync([Samples.Loaded("m")], Samples.Questions(5), [Samples.Majority(4)], one);
        await Evaluator.RunAsync([Samples.Loaded("m")], Samples.Questions(5), [Samples.Majority(4)], two, new EvaluationOptions { Seed = 1 });
        Assert.That(two.Traces.Select(trace => trace.Trace.Seed).Intersect(one.Traces.Select(trace => trace.Trace.Seed)), Is.Empty);
    }

    [Test]
    public async Task RunAsync_RequestThatFails_IsRecordedAndAskedAgain()
    {
        using TraceStore store = Empty();
        bool broken = true;
        EvaluatedModel model = Samples.Loaded("m", wrap: engine => new FlakyEngine(engine, (prompt, _) => broken && prompt.Contains("number 2", StringComparison.Ordinal)));
        var reports = new Reports();
        EvaluationRun run = await Evaluator.RunAsync([model], Samples.Questions(4), [Samples.Single()], store, progress: reports);
        Assert.That(run.Failures.Single().Error, Is.EqualTo("ArgumentException: The prompt does not fit."));
        Assert.That((store.Traces.Count, reports.All[^1].Failures, run.MissingTraces(Samples.Single())), Is.EqualTo((3, 1, 1)));
        Assert.That(async () => await run.JudgeAsync(Samples.Single()), Throws.InvalidOperationException.With.Message.Contains("'q2' because: ArgumentException"));

        broken = false;
        run = await Evaluator.RunAsync([model], Samples.Questions(4), [Samples.Single()], store);
        Assert.That((run.Failures.Count, run.MissingTraces(Samples.Single()), store.Failures.Count), Is.EqualTo((0, 0, 1)));
    }

    [Test]
    public void RunAsync_EveryRequestFails_GivesUp()
    {
        using TraceStore store = Empty();
        EvaluatedModel model = Samples.Loaded("m", wrap: engine => new FlakyEngine(engine, (_, asked) => asked >= 5));
        Assert.That(
            async () => await Evaluator.RunAsync([model], Samples.Questions(40), [Samples.Single()], store),
            Throws.InvalidOperationException.With.Message.Contains("10 requests in a row").And.Message.Contains("does not fit"));
        Assert.That(store.Traces, Has.Count.EqualTo(5));
    }

    [Test]
    public void RunAsync_ModelThatCannotAnswer_FailsBeforeTheHoursBegin()
    {
        using TraceStore store = Empty();
        EvaluatedModel model = Samples.Loaded("m", () => ScriptedModel.Saying("hm</think>I would rather not say."));
        Assert.That(
            async () => await Evaluator.RunAsync([model], Samples.Questions(50), All, store),
            Throws.InvalidOperationException.With.Message.Contains("Positive control").And.Message.Contains("rather not say"));
        Assert.That(store.Traces, Has.Count.EqualTo(3 * 6));
    }

    [Test]
    public async Task RunAsync_ControlLeftOut_SamplesNevertheless()
    {
        using TraceStore store = Empty();
        EvaluatedModel model = Samples.Loaded("m", () => ScriptedModel.Saying("hm</think>I would rather not say."));
        EvaluationRun run = await Evaluator.RunAsync([model], Samples.Questions(5), [Samples.Single()], store, new EvaluationOptions { ControlQuestions = 0 });
        Assert.That((await run.JudgeAsync(Samples.Single())).Accuracy, Is.Zero);
    }

    [Test]
    public async Task RunAsync_Progress_CountsWhatIsStoredAndWhatIsLeft()
    {
        using TraceStore store = Empty();
        await Evaluator.RunAsync([Samples.Loaded("m")], Samples.Questions(2), [Samples.Single()], store);
        var reports = new Reports();
        await Evaluator.RunAsync([Samples.Loaded("m")], Samples.Questions(6), [Samples.Majority(3)], store, progress: reports);
        Assert.That(reports.All.Select(report => report.Done), Is.EqualTo(Enumerable.Range(3, 16)));
        Assert.That(reports.All.Select(report => report.Total), Is.All.EqualTo(18));
        EvaluationProgress last = reports.All[^1];
        Assert.That(last.TimeLeft, Is.EqualTo(TimeSpan.Zero));
        Assert.That(last.Tokens, Is.EqualTo(store.Traces.Skip(2).Sum(trace => trace.Trace.Usage.OutputTokens)));
        Assert.That(last.Accuracy, Is.EqualTo(store.Traces.Average(trace => Samples.Questions(6).Find(trace.Question)!.Grader.IsCorrect(trace.Trace.Answer) ? 1.0 : 0)).Within(1e-12));
        Assert.That(last.ToString(), Does.Contain("18 of 18"));
    }

    [Test]
    public async Task RunAsync_QuestionWordedAnew_IsRefused()
    {
        using TraceStore store = Empty();
        await Evaluator.RunAsync([Samples.Loaded("m")], Samples.Questions(2), [Samples.Single()], store);
        var other = new Benchmark("digits", Samples.Questions(2).Questions.Select(question => question with { Prompt = "Please: " + question.Prompt }));
        Assert.That(
            async () => await Evaluator.RunAsync([Samples.Loaded("m")], other, [Samples.Single()], store),
            Throws.InvalidOperationException.With.Message.Contains("another wording of question 'q0'"));
    }

    [Test]
    public async Task RunAsync_DiskFull_SaysSoAndResumes()
    {
        var disk = new SmallDisk();
        using var store = new TraceStore("run.jsonl", disk, null, new TraceStoreOptions());
        using TraceStore whole = Empty();
        await Evaluator.RunAsync([Samples.Loaded("m")], Samples.Questions(6), [Samples.Single()], whole);
        disk.Room = 4000;
        Assert.That(async () => await Evaluator.RunAsync([Samples.Loaded("m")], Samples.Questions(6), [Samples.Single()], store), Throws.TypeOf<TraceStoreException>());
        Assert.That(store.Traces, Has.Count.LessThan(6));
        Assert.That(disk.Reopen().Traces, Has.Count.EqualTo(store.Traces.Count));
        disk.Room = long.MaxValue;
        await Evaluator.RunAsync([Samples.Loaded("m")], Samples.Questions(6), [Samples.Single()], store);
        Assert.That(Samples.Contents(disk.Reopen()), Is.EqualTo(Samples.Contents(whole)));
    }

    [Test]
    public async Task RunAsync_Pruning_LeavesOutWhatIsSlowAndWrong()
    {
        using TraceStore store = Empty();
        // Always right at once, and always wrong after much thinking.
        EvaluatedModel good = Samples.Loaded("good", () => ScriptedModel.Answering(prompt => $"t</think>{4 + (Number(prompt) % 3)}"));
        EvaluatedModel bad = Samples.Loaded("bad", () => ScriptedModel.Answering(prompt => $"ttttttttttttttttttttttttttttttttttttttttt</think>{4 + ((Number(prompt) + 1) % 3)}"));
        var options = new EvaluationOptions
        {
            Pruning = new FrontierPruning { EveryQuestions = 10, Judging = new JudgeOptions { Profiles = new Dictionary<string, Performance.DeviceProfile> { ["good"] = Samples.Profile(), ["bad"] = Samples.Profile() } } },
        };
        var reports = new Reports();
        EvaluationRun run = await Evaluator.RunAsync([good, bad], Samples.Questions(30), [Samples.Single("good"), Samples.Single("bad")], store, options, reports);
        Assert.That(run.Pruned.Single(), Is.EqualTo(new PrunedConfiguration(Samples.Single("bad"), Samples.Single("good"), 10)));
        Assert.That(store.Traces.CountBy(trace => trace.Model), Is.EquivalentTo(new Dictionary<string, int> { ["good"] = 30, ["bad"] = 10 }));
        Assert.That((reports.All[^1].Done, run.MissingTraces(Samples.Single("bad"))), Is.EqualTo((40, 20)));

        // Resumed, it comes to the same: nothing more is sampled.
        run = await Evaluator.RunAsync([good, bad], Samples.Questions(30), [Samples.Single("good"), Samples.Single("bad")], store, options);
        Assert.That((run.Pruned.Count, store.Traces.Count), Is.EqualTo((1, 40)));

        static int Number(string prompt) => int.Parse(prompt[(prompt.LastIndexOf(' ') + 1)..prompt.LastIndexOf('?')], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Test]
    public void RunAsync_WrongArguments_AreNamed()
    {
        using TraceStore store = Empty();
        Assert.Multiple(() =>
        {
            Refused([Samples.Loaded("m")], [], "no configuration");
            Refused([Samples.Loaded("m")], [Samples.Single("x")], "No model is called 'x'");
            Refused([Samples.Loaded("m"), Samples.Loaded("m")], [Samples.Single()], "Two models");
            Refused([Samples.Loaded("m")], [Samples.Single(), Samples.Single() with { Budget = new BudgetChoice("unlimited", TokenBudget.Create().Limit(5)) }], "Two different budgets are called 'unlimited'");
            Refused([Samples.Loaded("m")], [Samples.Single() with { Scaling = new ScalingChoice("none", 0, ScalingPolicies.Single) }], "at least 1");
            Assert.That(async () => await Evaluator.RunAsync([Samples.Loaded("m")], Samples.Questions(2), [Samples.Single()], store, new EvaluationOptions { ParallelRequests = 0 }), Throws.TypeOf<ArgumentOutOfRangeException>());
        });

        void Refused(EvaluatedModel[] models, Configuration[] configurations, string message) => Assert.That(
            async () => await Evaluator.RunAsync(models, Samples.Questions(2), configurations, store), Throws.ArgumentException.With.Message.Contains(message));
    }

    private static TraceStore Empty() => new("memory", new MemoryStream(), null, new TraceStoreOptions());
}
