using EdgeReasoning.Budgets;
using EdgeReasoning.Core.Tests.Planning.Models;
using EdgeReasoning.Inference;
using EdgeReasoning.Performance.Tests.Meters;
using EdgeReasoning.Planning;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Planning;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PlannedEngineTests
{
    private static readonly TokenBudget Short = TokenBudget.Create().Limit(64);
    private static readonly Planner Planner = Planner.From([Told.Result("fast", "b", 40, seconds: .2, samples: 4, tokens: Short), Told.Result("slow", "b", 80, seconds: 2)]);

    private readonly ManualTime _time = new();
    private readonly Shelf _shelf = new();

    private static Constraints Within(double seconds) => new() { Latency = TimeSpan.FromSeconds(seconds) };

    private static ReasoningOptions By(double seconds) => new() { Budget = TokenBudget.Create().Deadline(TimeSpan.FromSeconds(seconds)) };

    private PlannedEngine Engine(PlannedEngineOptions? options = null) => Planner.AsEngine([_shelf.Model("fast", 10), _shelf.Model("slow", 20)], (options ?? new PlannedEngineOptions()) with { TimeProvider = _time });

    [TestCase(.2, "fast")]
    [TestCase(1.9, "fast")]
    [TestCase(2, "slow")]
    [TestCase(null, "slow")]
    public async Task ReasonAsync_DeadlineInTheBudget_GoesToTheModelThatFitsIt(double? deadline, string model)
    {
        await using PlannedEngine engine = Engine();

        ReasoningResult result = await engine.ReasonAsync("question", deadline is { } seconds ? By(seconds) : null);

        Assert.That(result.Answer, Is.EqualTo(model));
        Assert.That(engine.LoadedBytes, Is.EqualTo(model == "fast" ? 10 : 20), "the other is not loaded");
    }

    [Test]
    public async Task ReasonWithinAsync_Constraints_TellsThePlanAndAsksForItsConfiguration()
    {
        List<Plan> told = [];
        await using PlannedEngine engine = Engine(new PlannedEngineOptions { OnPlanned = told.Add });
        TokenBudget mine = TokenBudget.Create().StopWhenLooping();

        PlannedResult answer = await engine.ReasonWithinAsync("question", Within(1), new ReasoningOptions { Budget = mine, Seed = 7 });

        ReasoningOptions asked = _shelf.Latest("fast").Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(answer.Used.Result.Configuration.Model, Is.EqualTo("fast"));
            Assert.That(answer.Plan.Alternatives, Has.Count.EqualTo(1));
            Assert.That(told, Is.EqualTo(new[] { answer.Plan }));
            Assert.That(asked.Budget.Policies.Take(2), Is.EqualTo(Short.Policies.Concat(mine.Policies)));
            Assert.That(asked.Budget.EarliestDeadline, Is.EqualTo(TimeSpan.FromSeconds(1)), "the safety net");
            Assert.That(asked.Scaling, Is.SameAs(answer.Used.Result.Configuration.Scaling.Policy));
            Assert.That(asked.Seed, Is.EqualTo(7));
        });
    }

    [Test]
    public async Task ReasonAsync_ScalingAndSamplingOfTheRequest_TakeThePlansPlace()
    {
        await using PlannedEngine engine = Engine();
        ScalingPolicy mine = ScalingPolicies.MajorityVote(3);

        await engine.ReasonAsync("question", By(1) with { Scaling = mine, Sampling = new SamplingOptions { Temperature = 0 } });

        ReasoningOptions asked = _shelf.Latest("fast").Requests.Single();
        Assert.That(asked.Scaling, Is.SameAs(mine));
        Assert.That(asked.Sampling.Temperature, Is.Zero);
    }

    [TestCase(1, 5, "fast", 1)]
    [TestCase(5, 1, "fast", 1)]
    [TestCase(5, null, "slow", 5)]
    public async Task ReasonAsync_ConstraintsAndBudget_TheEarlierDeadlineHolds(double constraint, double? budget, string model, double deadline)
    {
        await using PlannedEngine engine = Engine(new PlannedEngineOptions { Constraints = Within(constraint) });

        Assert.That((await engine.ReasonAsync("question", budget is { } seconds ? By(seconds) : null)).Answer, Is.EqualTo(model));
        Assert.That(_shelf.Latest(model).Requests.Single().Budget.EarliestDeadline, Is.EqualTo(TimeSpan.FromSeconds(deadline)));
    }

    [Test]
    public async Task ReasonAsync_NothingFits_TakesTheNearestUnderTheDeadline()
    {
        await using PlannedEngine engine = Engine();

        PlannedResult answer = await engine.ReasonWithinAsync("question", Within(.1));

        Assert.That(answer.Plan.IsFeasible, Is.False);
        Assert.That(answer.Result.Answer, Is.EqualTo("fast"));
        Assert.That(_shelf.Latest("fast").Requests.Single().Budget.EarliestDeadline, Is.EqualTo(TimeSpan.FromSeconds(.1)));
    }

    [Test]
    public async Task ReasonAsync_NothingFitsAndItRefuses_ThrowsThePlanAndLoadsNothing()
    {
        await using PlannedEngine engine = Engine(new PlannedEngineOptions { RefusesInfeasible = true });

        Assert.That(async () => await engine.ReasonAsync("question", By(.1)), Throws.TypeOf<InfeasiblePlanException>().With.Message.Contains("Relax the latency to 200 ms"));
        Assert.That(engine.LoadedBytes, Is.Zero);
    }

    [Test]
    public async Task ReasonAsync_LoadingTakesTime_IsPartOfTheDeadlineAndThenKnown()
    {
        _shelf.OnLoad = (name, _) =>
        {
            _time.Advance(TimeSpan.FromSeconds(name == "slow" ? 1 : 0));
            return Task.CompletedTask;
        };
        await using PlannedEngine engine = Engine(new PlannedEngineOptions { MemoryBytes = 20 });

        PlannedResult first = await engine.ReasonWithinAsync("question", Within(2.5));
        Assert.That(first.Used.Result.Configuration.Model, Is.EqualTo("slow"), "how long loading takes was not known");
        Assert.That(_shelf.Latest("slow").Requests.Single().Budget.EarliestDeadline, Is.EqualTo(TimeSpan.FromSeconds(1.5)));
        Assert.That(first.Plan.Constraints.Latency, Is.EqualTo(TimeSpan.FromSeconds(1.5)), "planned anew for the time left");

        Assert.That((await engine.ReasonWithinAsync("question", Within(2.5))).Used.WaitSeconds, Is.Zero, "it is loaded");
        await engine.ReasonWithinAsync("question", Within(.3));
        Assert.That(_shelf.Latest("slow").IsDisposed, Is.True, "both do not fit");
        Assert.That((await engine.ReasonWithinAsync("question", Within(2.5))).Used.Result.Configuration.Model, Is.EqualTo("fast"), "2 s and 1 s of loading are too long");
        Assert.That(_shelf.Loads("slow"), Is.EqualTo(1));
        Assert.That((await engine.ReasonWithinAsync("question", Within(3.5))).Used.Result.Configuration.Model, Is.EqualTo("slow"));
        Assert.That(engine.Planner.Choose(Within(3.5)).Choice!.WaitSeconds, Is.Zero, "plans without an engine know of no loading");
    }

    [Test]
    public async Task ReasonAsync_LoadingEatsTheDeadline_StillAsksForAnAnswer()
    {
        _shelf.OnLoad = (_, _) =>
        {
            _time.Advance(TimeSpan.FromSeconds(9));
            return Task.CompletedTask;
        };
        await using PlannedEngine engine = Engine();

        await engine.ReasonAsync("question", By(3));

        Assert.That(_shelf.Latest("slow").Requests.Single().Budget.EarliestDeadline, Is.EqualTo(TimeSpan.FromMilliseconds(1)));
    }

    /// <summary>The long configuration takes 1 s and 1 ms for each token of the prompt, which has one for each byte.</summary>
    [Test]
    public async Task ReasonWithinAsync_LongerPrompt_TakesAShorterConfiguration()
    {
        var planner = Planner.From([Told.Result("m", "long", 60, seconds: 1.1), Told.Result("m", "short", 40, steps: 11, output: 11, seconds: .2)], [Told.Profile("m")]);
        await using PlannedEngine engine = planner.AsEngine(
            [new PlannedModel("m", 1, _ => Task.FromResult<IReasoningEngine>(new ReasoningEngine(ScriptedModel.Saying("thought</think>42"), ownsModel: true)))], new PlannedEngineOptions { TimeProvider = _time });

        PlannedResult first = await engine.ReasonWithinAsync(new string('x', 100), Within(1.2));
        PlannedResult brief = await engine.ReasonWithinAsync(new string('x', 100), Within(1.2));
        PlannedResult lengthy = await engine.ReasonWithinAsync(new string('x', 300), Within(1.2));

        Assert.Multiple(() =>
        {
            Assert.That(new[] { first, brief, lengthy }.Select(answer => answer.Used.Result.Configuration.Budget.Name), Is.EqualTo(new[] { "long", "long", "short" }));
            Assert.That(first.Plan.PromptTokens, Is.EqualTo(first.Result.Usage.InputTokens), "counted when the model is there");
            Assert.That(lengthy.Plan.PromptTokens, Is.EqualTo(lengthy.Result.Usage.InputTokens));
        });
    }

    [Test]
    public async Task StreamAsync_LeftEarly_GivesTheModelBack()
    {
        await using PlannedEngine engine = Engine(new PlannedEngineOptions { MemoryBytes = 20 });
        await foreach (ReasoningUpdate update in engine.StreamAsync("question", By(1)))
        {
            Assert.That(update.Text, Is.EqualTo("fast"));
            break;
        }

        Assert.That((await engine.ReasonAsync("question")).Answer, Is.EqualTo("slow"), "there is room for it");
        List<ReasoningUpdate> all = [];
        await foreach (ReasoningUpdate update in engine.StreamAsync("question")) all.Add(update);
        Assert.That(all[^1].Result!.Answer, Is.EqualTo("slow"));
    }

    [Test]
    public async Task StreamWithinAsync_ConstraintsOfItsOwn_TellsThePlanWithEachPiece()
    {
        await using PlannedEngine engine = Engine(new PlannedEngineOptions { MemoryBytes = 20 });
        List<PlannedUpdate> pieces = [];
        await foreach (PlannedUpdate piece in engine.StreamWithinAsync("question", new Constraints { Latency = TimeSpan.FromSeconds(1) })) pieces.Add(piece);
        Assert.Multiple(() =>
        {
            Assert.That(pieces, Has.Count.GreaterThan(1));
            Assert.That(pieces.Select(piece => piece.Plan).Distinct().Count(), Is.EqualTo(1));
            Assert.That(pieces[0].Used.Result.Configuration.Model, Is.EqualTo("fast"));
            Assert.That(pieces[^1].Update.Result!.Answer, Is.EqualTo("fast"));
        });
    }

    [Test]
    public async Task ReasonAsync_RequestFails_GivesTheModelBack()
    {
        _shelf.Prepare = engine => engine.Work = _ => engine.Info.Name == "fast" ? throw new DecodeException("no luck", sequencesIntact: true) : Task.CompletedTask;
        await using PlannedEngine engine = Engine(new PlannedEngineOptions { MemoryBytes = 20 });

        Assert.That(async () => await engine.ReasonAsync("question", By(1)), Throws.TypeOf<DecodeException>());
        Assert.That((await engine.ReasonAsync("question")).Answer, Is.EqualTo("slow"));
    }

    [Test]
    public async Task ReasonAsync_ObserverThrows_GivesTheModelBack()
    {
        await using PlannedEngine engine = Engine(new PlannedEngineOptions { MemoryBytes = 20, OnPlanned = plan => { if (plan.Constraints.Latency is not null) throw new NotSupportedException(); } });

        Assert.That(async () => await engine.ReasonAsync("question", By(1)), Throws.TypeOf<NotSupportedException>());
        Assert.That((await engine.ReasonAsync("question")).Answer, Is.EqualTo("slow"));
    }

    [Test]
    public async Task DisposeAsync_RequestUnderWay_FailsIt()
    {
        _shelf.Prepare = engine => engine.Work = _ => Task.Delay(Timeout.Infinite, CancellationToken.None);
        PlannedEngine engine = Engine();
        Task<ReasoningResult> underWay = engine.ReasonAsync("question");
        await Eventually.IsTrue(() => _shelf.Loads("slow") == 1 && !_shelf.Latest("slow").Requests.IsEmpty);

        await engine.DisposeAsync();

        Assert.That(async () => await underWay, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(async () => await engine.ReasonAsync("question"), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task GetService_PassesOnWhatOutlivesAModel()
    {
        await using PlannedEngine engine = Engine();
        Assert.That(engine.GetService(typeof(ModelInfo)), Is.Null);
        await engine.ReasonAsync("question", By(1));

        Assert.Multiple(() =>
        {
            Assert.That(engine.GetService(typeof(IReasoningEngine)), Is.SameAs(engine));
            Assert.That(engine.GetService(typeof(Planner)), Is.SameAs(engine.Planner));
            Assert.That(((ModelInfo?)engine.GetService(typeof(ModelInfo)))?.Name, Is.EqualTo("fast"));
            Assert.That(engine.GetService(typeof(FakeEngine)), Is.Null);
        });
    }

    [Test]
    public void AsEngine_ModelsThatCannotBe_AreRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Planner.AsEngine([_shelf.Model("other", 1)]), Throws.ArgumentException.With.Message.Contains("Models: other; configurations are of fast, slow"));
            Assert.That(() => Planner.AsEngine([_shelf.Model("fast", 1), _shelf.Model("fast", 1)]), Throws.ArgumentException.With.Message.Contains("Two models are named 'fast'"));
            Assert.That(() => Planner.AsEngine([_shelf.Model("fast", 0)]), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => Planner.AsEngine([_shelf.Model("fast", 2)], new PlannedEngineOptions { MemoryBytes = 1 }), Throws.ArgumentException.With.Message.Contains("takes 2 bytes"));
            Assert.That(() => Planner.AsEngine([_shelf.Model("fast", 2)], new PlannedEngineOptions { Constraints = Within(-1) }), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    public async Task AsEngine_SomeModels_PlansWithThoseOnly()
    {
        await using PlannedEngine engine = Planner.AsEngine([_shelf.Model("fast", 1)]);

        Assert.That((await engine.ReasonAsync("question")).Answer, Is.EqualTo("fast"));
    }
}
