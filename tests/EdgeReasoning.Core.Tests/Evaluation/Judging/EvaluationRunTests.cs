using EdgeReasoning.Budgets;
using EdgeReasoning.Performance;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Statistics;
using NUnit.Framework;

namespace EdgeReasoning.Evaluation;

public sealed class EvaluationRunTests
{
    private static readonly JudgeOptions OnOrin = new() { Profiles = new Dictionary<string, DeviceProfile> { ["m"] = Samples.Profile() } };

    [Test]
    public async Task JudgeAsync_EveryScalingPolicy_AnswersAsTheEngineWould()
    {
        Benchmark benchmark = Samples.Questions(8);
        ScalingChoice[] choices =
        [
            ScalingChoice.Single, ScalingChoice.Majority(5), ScalingChoice.Majority(8),
            new("first 2 of 5", 5, ScalingPolicies.ShortestFirst(5, 2)), new("adaptive", 8, ScalingPolicies.AdaptiveConsistency(8)), new("windows", 8, ScalingPolicies.EarlyStopping(8, 3)),
        ];
        IReadOnlyList<Configuration> grid = new EvaluationGrid { Models = ["m"], Scaling = choices, Sampling = [Samples.Lively] }.Configurations();
        using var store = new TraceStore("memory", new MemoryStream(), null, new TraceStoreOptions());
        EvaluationRun run = await Evaluator.RunAsync([Samples.Loaded("m")], benchmark, grid, store, new EvaluationOptions { Seed = 7 });
        await using IReasoningEngine engine = await Samples.Loaded("m").LoadAsync(default);
        foreach (Configuration configuration in grid)
        {
            IReadOnlyList<GradedQuestion> graded = await run.GradeAsync(configuration);
            foreach (GradedQuestion question in graded)
            {
                ReasoningResult live = await engine.ReasonAsync(question.Question.Prompt, new ReasoningOptions
                {
                    Scaling = configuration.Scaling.Policy, Sampling = configuration.Sampling, Extractor = question.Question.Grader.Extractor,
                    Seed = TraceSeeds.OfRequest(7, CellKey.Of(configuration), question.Question.Id, 0),
                });
                Assert.That(question.Answer, Is.EqualTo(live.Vote.Answer), $"{configuration.Name}, {question.Question.Id}");
            }
        }
    }

    [Test]
    public async Task JudgeAsync_OneSampleDecodedAlone_IsMeasured()
    {
        EvaluationRun run = Run(2, Samples.Stored("q0", 0, "4", seconds: 2), Samples.Stored("q1", 0, "9", seconds: 4));
        ConfigurationResult result = await run.JudgeAsync(Samples.Single());
        Assert.Multiple(() =>
        {
            Assert.That((result.Timing, result.Device, result.Correct, result.MeanSeconds, result.MeanJoules), Is.EqualTo((Provenance.Measured, "device", 1, 3.0, (double?)null)));
            Assert.That(result.Outcomes[0] with { InterToken = null }, Is.EqualTo(new QuestionOutcome("q0", true, 20, 9, 10, 10, 1, 2, null) { FirstTokenSeconds = 0.2 }));
            Assert.That(result.Outcomes[0].Serving, Is.EqualTo(new ServingLatency(0.2, 1.8 / 9, 2)));
            Assert.That(result.LatencyAt(50), Is.EqualTo(new LatencyPercentiles(50, 0.3, 0.3, 0.375, 3)).Using<LatencyPercentiles>(Close));
        });

        static bool Close(LatencyPercentiles x, LatencyPercentiles y) =>
            Math.Abs(x.TimeToFirstToken!.Value - y.TimeToFirstToken!.Value) + Math.Abs(x.TimePerOutputToken!.Value - y.TimePerOutputToken!.Value) + Math.Abs(x.InterToken!.Value - y.InterToken!.Value) + Math.Abs(x.Total - y.Total) < 1e-9;
    }

    [Test]
    public async Task JudgeAsync_OneSampleWithProfile_CostsWhatTheModelsSay()
    {
        DeviceProfile profile = Samples.Profile();
        ConfigurationResult result = await Run(1, Samples.Stored("q0", 0, "4", tokens: 37)).JudgeAsync(Samples.Single(), OnOrin);
        Assert.Multiple(() =>
        {
            Assert.That((result.Timing, result.Device, result.IsExtrapolated), Is.EqualTo((Provenance.Predicted, "Orin", false)));
            Assert.That(result.MeanSeconds, Is.EqualTo(profile.Latency().PredictSeconds(20, 37)).Within(1e-12));
            Assert.That(result.MeanJoules, Is.EqualTo(profile.Energy().Predict(20, 37).TotalJoules).Within(1e-12));
            Assert.That(result.Outcomes[0].FirstTokenSeconds, Is.EqualTo(0.012).Within(1e-12));
            Assert.That(result.MemoryBytes, Is.EqualTo(1000 + (10 * (20 + 37))));
        });
    }

    [Test]
    public async Task JudgeAsync_EqualTracesTogether_CostWhatTheParallelModelSays()
    {
        DeviceProfile profile = Samples.Profile();
        StoredTrace[] traces = [.. Enumerable.Range(0, 4).Select(i => Samples.Stored("q0", i, i % 2 == 0 ? "4" : "5", tokens: 30))];
        Configuration four = Samples.Single() with { Scaling = new ScalingChoice("all 4", 4, new Testing.FixedVote(4)) };
        ConfigurationResult result = await Run(1, traces).JudgeAsync(four, OnOrin);
        Assert.That(result.MeanSeconds, Is.EqualTo(profile.Latency().PredictSeconds(20, 30, 4)).Within(1e-12));
        Assert.That(result.MeanJoules, Is.EqualTo(profile.Energy().Predict(20, 30, 4).TotalJoules).Within(1e-9));
        Assert.That((result.Outcomes[0].OutputTokens, result.Outcomes[0].Steps, result.Outcomes[0].Samples, result.Outcomes[0].ThinkingTokens), Is.EqualTo((120, 30, 4, 116)));
    }

    [Test]
    public async Task JudgeAsync_TracesOfDifferentLengths_CostEachStepWithTheSequencesItHas()
    {
        // Two together for 10 tokens, then one alone for 20 more. By hand: prefill 0.01 + 20 * 1e-4; a copy of the prompt 20 * 1e-5; 9 steps of two sequences, 2 ms
        // and 1 µs for each attended token (2 * (20 + 5)); 20 steps of one, 1 ms and 1 µs for each of 20 + 10 + 9.5 tokens.
        StoredTrace[] traces = [Samples.Stored("q0", 0, "5", tokens: 10), Samples.Stored("q0", 1, "4", tokens: 30)];
        Configuration two = Samples.Single() with { Scaling = new ScalingChoice("both", 2, new Testing.FixedVote(2)) };
        ConfigurationResult result = await Run(1, traces).JudgeAsync(two, OnOrin);
        double copy = 20e-5, together = 9 * (2e-3 + 50e-6), alone = 20 * (1e-3 + 39.5e-6);
        Assert.That(result.MeanSeconds, Is.EqualTo(0.012 + copy + together + alone).Within(1e-12));
        Assert.That(result.MeanJoules, Is.EqualTo((5 * 0.012) + (10 * ((1.5 * (copy + together)) + alone))).Within(1e-12));
    }

    [Test]
    public async Task JudgeAsync_VoteThatIsDecided_CountsOnlyWhatWasDecoded()
    {
        // The third trace cannot change two that agree: it is left at token 10.
        StoredTrace[] traces = [Samples.Stored("q0", 0, "4", tokens: 10), Samples.Stored("q0", 1, "4", tokens: 10), Samples.Stored("q0", 2, "5", tokens: 90)];
        Configuration three = Samples.Single() with { Scaling = new ScalingChoice("3 at once", 3, ScalingPolicies.MajorityVote(new MajorityVoteOptions { Samples = 3, Launch = SampleLaunch.AllAtOnce })) };
        ConfigurationResult result = await Run(1, traces).JudgeAsync(three, OnOrin);
        Assert.That((result.Outcomes[0].OutputTokens, result.Outcomes[0].ThinkingTokens, result.Outcomes[0].Steps), Is.EqualTo((30, 28, 10)));
    }

    [Test]
    public async Task JudgeAsync_CutAfterTokens_LeavesLongTracesWithoutAnswer()
    {
        EvaluationRun run = Run(2, Samples.Stored("q0", 0, "4", tokens: 10), Samples.Stored("q1", 0, "5", tokens: 30));
        ConfigurationResult result = await run.JudgeAsync(Samples.Single(), OnOrin with { CutAfterTokens = 12 });
        Assert.That(result.Outcomes.Select(outcome => (outcome.IsCorrect, outcome.OutputTokens, outcome.ThinkingTokens)), Is.EqualTo(new[] { (true, 10, 9), (false, 12, 12) }));
        Assert.That(result.Outcomes[1].Seconds, Is.EqualTo(Samples.Profile().Latency().PredictSeconds(20, 12)).Within(1e-12));
        Assert.That((await run.GradeAsync(Samples.Single(), new JudgeOptions { CutAfterTokens = 12 }))[1].Answer, Is.Null);
        Assert.That(async () => await run.JudgeAsync(Samples.Single(), new JudgeOptions { CutAfterTokens = 12 }), Throws.InvalidOperationException.With.Message.Contains("when it is cut"));
        Assert.That(async () => await run.JudgeAsync(Samples.Single(), OnOrin with { CutAfterTokens = 0 }), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void JudgeAsync_WithoutProfileWhatWasNotMeasured_IsRefused()
    {
        StoredTrace[] traces = [.. Enumerable.Range(0, 3).Select(i => Samples.Stored("q0", i, "4", together: 3))];
        Assert.That(async () => await Run(1, traces).JudgeAsync(Samples.Majority(3)), Throws.InvalidOperationException.With.Message.Contains("profile of 'm'"));
        Assert.That(async () => await Run(1, traces).JudgeAsync(Samples.Single()), Throws.InvalidOperationException.With.Message.Contains("3 traces at a time"));
    }

    [Test]
    public async Task JudgeAsync_TracesOfTwoDevices_AreNotMixedUnasked()
    {
        using TraceStore store = Samples.Filled(Samples.Stored("q0", 0, "4"));
        store.Add(Samples.StoredModel(device: "other"));
        store.Add(Samples.Stored("q1", 0, "5", source: 1));
        var run = new EvaluationRun(Samples.Questions(2), store);
        Assert.That(async () => await run.JudgeAsync(Samples.Single()), Throws.InvalidOperationException.With.Message.Contains("different devices"));
        Assert.That((await run.JudgeAsync(Samples.Single(), OnOrin)).Device, Is.EqualTo("Orin"));
        Assert.That((await run.GradeAsync(Samples.Single())).Count(question => question.IsCorrect), Is.EqualTo(2));
    }

    [Test]
    public void JudgeAsync_ProfileOfAnotherModel_IsRefused()
    {
        DeviceProfile other = Samples.Profile() with { Model = new ProfiledModel { Name = "large", Architecture = "scripted", ParameterCount = 2000 } };
        var options = new JudgeOptions { Profiles = new Dictionary<string, DeviceProfile> { ["m"] = other } };
        Assert.That(async () => await Run(1, Samples.Stored("q0", 0, "4")).JudgeAsync(Samples.Single(), options), Throws.TypeOf<DeviceMismatchException>().With.Message.Contains("parameters"));
    }

    [Test]
    public void JudgeAsync_ProfileWithoutParallelDecoding_SaysSo()
    {
        var options = new JudgeOptions { Profiles = new Dictionary<string, DeviceProfile> { ["m"] = Samples.Profile(parallel: false) } };
        StoredTrace[] traces = [.. Enumerable.Range(0, 3).Select(i => Samples.Stored("q0", i, "4"))];
        Assert.That(async () => await Run(1, traces).JudgeAsync(Samples.Majority(3), options), Throws.InvalidOperationException.With.Message.Contains("parallel"));
    }

    [Test]
    public void GradeAsync_PolicyThatChangesTheBudget_IsRefused()
    {
        Configuration revised = Samples.Single() with { Scaling = new ScalingChoice("without thinking", 2, ScalingPolicies.MajorityVote(2).Under(TokenBudget.Create().NoThinking())) };
        Assert.That(
            async () => await Run(1, Samples.Stored("q0", 0, "4"), Samples.Stored("q0", 1, "4")).GradeAsync(revised),
            Throws.InvalidOperationException.With.Message.Contains("cannot be judged from stored traces"));
    }

    [Test]
    public void GradeAsync_MissingTraces_SaysHowMany() => Assert.That(
        async () => await Run(2, Samples.Stored("q0", 0, "4")).GradeAsync(Samples.Majority(3)), Throws.InvalidOperationException.With.Message.Contains("lacks 5 of 6 traces"));

    [Test]
    public void MajorityAtK_ByHand_IsTheMeanOverAllSubsets()
    {
        // Right once of three: majority@1 is 1/3; of the pairs, one of three lacks the right answer, and in the two others it ties; all three: 5 beats 4.
        StoredTrace[] traces = [Samples.Stored("q0", 0, "4"), Samples.Stored("q0", 1, "5"), Samples.Stored("q0", 2, "5")];
        EvaluationRun run = Run(1, traces);
        Assert.That(run.MajorityAtK(Samples.Single(), 1), Is.EqualTo(1.0 / 3).Within(1e-12));
        Assert.That(run.MajorityAtK(Samples.Single(), 2), Is.EqualTo(1.0 / 3).Within(1e-12));
        Assert.That(run.MajorityAtK(Samples.Single(), 3), Is.Zero);
        Assert.That(() => run.MajorityAtK(Samples.Single(), 4), Throws.InvalidOperationException.With.Message.Contains("has 3 samples"));
    }

    [Test]
    public void TracesOf_StoredTraces_AreExtractedAnew()
    {
        EvaluationRun run = Run(1, Samples.Stored("q0", 0, "It is 4."), Samples.Stored("q0", 1, "no idea"));
        Assert.That(run.TracesOf(Samples.Single(), "q0").Select(trace => trace.Extracted?.Normalized), Is.EqualTo(new[] { "4", null }));
        Assert.That(() => run.TracesOf(Samples.Single(), "x"), Throws.ArgumentException);
    }

    [Test]
    public void Constructor_OtherBenchmark_IsRefused()
    {
        using TraceStore store = Samples.Filled();
        Assert.That(() => new EvaluationRun(new Benchmark("letters", Samples.Questions(1).Questions), store), Throws.ArgumentException.With.Message.Contains("not of 'letters'"));
    }

    private static EvaluationRun Run(int questions, params IEnumerable<StoredTrace> traces) => new(Samples.Questions(questions), Samples.Filled(traces));
}
