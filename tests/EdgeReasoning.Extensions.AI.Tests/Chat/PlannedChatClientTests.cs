using EdgeReasoning.Budgets;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;
using EdgeReasoning.Planning;
using EdgeReasoning.Reasoning;
using Microsoft.Extensions.AI;
using NUnit.Framework;

namespace EdgeReasoning.Extensions.AI.Tests;

/// <summary>Routing by a planner: the fast model is right 40 times of 100 in 0.2 s, the slow one 80 times in 2 s.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PlannedChatClientTests
{
    private readonly Dictionary<string, StubEngine> _engines = new() { ["fast"] = new StubEngine("fast"), ["slow"] = new StubEngine("slow") };
    private readonly PlannedEngine _planned;

    public PlannedChatClientTests()
    {
        var planner = Planner.From([Result("fast", 40, .2), Result("slow", 80, 2)]);
        _planned = planner.AsEngine(_engines.Select(engine => new PlannedModel(engine.Key, 10, _ => Task.FromResult<IReasoningEngine>(engine.Value))));
    }

    [TearDown]
    public async Task Dispose() => await _planned.DisposeAsync();

    [TestCase(.5, "fast")]
    [TestCase(5, "slow")]
    [TestCase(null, "slow")]
    public async Task GetResponseAsync_Deadline_RoutesToTheModelThatKeepsIt(double? seconds, string model)
    {
        var options = new ChatOptions();
        if (seconds is { } time) options.WithDeadline(TimeSpan.FromSeconds(time));

        ChatResponse response = await _planned.AsChatClient().GetResponseAsync("q", options);
        List<ChatResponseUpdate> updates = await _planned.AsChatClient().GetStreamingResponseAsync("q", options).ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(response.ModelId, Is.EqualTo(model));
            Assert.That(response.GetPlan()!.Choice!.Result.Configuration.Model, Is.EqualTo(model));
            Assert.That(response.GetReasoningResult()!.Answer, Is.EqualTo("answer"));
            Assert.That(updates[0].Contents.Single(), Is.InstanceOf<TextReasoningContent>(), "as it is decoded");
            Assert.That(updates[0].GetPlan(), Is.Not.Null.And.SameAs(updates[^1].GetPlan()));
            Assert.That(updates[^1].GetPlan()!.Choice!.Result.Configuration.Model, Is.EqualTo(model));
            Assert.That(updates.ToChatResponse().Text, Is.EqualTo(response.Text));
            Assert.That(_engines[model].Requests, Has.Count.EqualTo(2));
        });
    }

    [Test]
    public async Task GetResponseAsync_Constraints_TakeTheDefaultsPlace()
    {
        IChatClient client = _planned.AsChatClient(constraints: new Constraints { Latency = TimeSpan.FromSeconds(.5) });
        Assert.That((await client.GetResponseAsync("q")).ModelId, Is.EqualTo("fast"));
        Assert.That((await client.GetResponseAsync("q", new ChatOptions().WithConstraints(new Constraints { MinimumAccuracy = .7 }))).ModelId, Is.EqualTo("slow"));
    }

    [Test]
    public void GetResponseAsync_ModelOfTheCallersChoice_IsRefused() =>
        Assert.That(async () => await _planned.AsChatClient().GetResponseAsync("q", new ChatOptions { ModelId = "fast" }), Throws.TypeOf<NotSupportedException>());

    [Test]
    public async Task GetStreamingResponseAsync_PlannedEngineBehindTheInterface_StreamsWhatIsSettled()
    {
        IReasoningEngine hidden = _planned;
        ChatResponse streamed = await hidden.AsChatClient().GetStreamingResponseAsync("q", new ChatOptions().WithDeadline(TimeSpan.FromSeconds(.5))).ToChatResponseAsync();
        Assert.That(streamed.Text, Is.EqualTo("answer"));
        Assert.That(_engines["fast"].Requests, Has.Count.EqualTo(1));
    }

    private static ConfigurationResult Result(string model, int correct, double seconds) => new()
    {
        Configuration = new Configuration { Model = model, Budget = new BudgetChoice("b", TokenBudget.Unlimited), Scaling = ScalingChoice.Single },
        Outcomes = [.. Enumerable.Range(0, 100).Select(i => new QuestionOutcome($"q{i}", i < correct, 100, 50, 101, 101, 1, seconds, null))],
        Timing = Provenance.Measured,
        Device = "Board",
    };
}
