using System.Diagnostics;
using System.Text.Json;
using EdgeReasoning.Budgets;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using NUnit.Framework;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

namespace EdgeReasoning.Extensions.AI.Tests;

[NonParallelizable]
public sealed class TelemetryTests
{
    private const string Reply = "think and think and think and think</think>the answer is 42";

    private static readonly ReasoningOptions Voted = new()
    {
        Scaling = ScalingPolicies.MajorityVote(9),
        Budget = TokenBudget.Create().Limit(10).Deadline(TimeSpan.FromMinutes(10)),
        Seed = 3,
    };

    private static ReasoningEngine Scripted() => new(ScriptedModel.Saying(Reply), ownsModel: true);

    [Test]
    public async Task ReasonAsync_VotedAndBudgeted_TellsSpanAndMetrics()
    {
        using var recorder = new TelemetryRecorder();
        await using IReasoningEngine engine = Scripted().UseTelemetry();

        ReasoningResult result = await engine.ReasonAsync("How much?", Voted);

        Activity span = recorder.Spans.Single();
        int traces = result.Traces.Count, complete = result.Traces.Count(trace => trace.StopReason != StopReason.Outvoted);
        Assert.Multiple(() =>
        {
            Assert.That((span.OperationName, span.DisplayName, span.Kind, span.Status), Is.EqualTo(("chat scripted", "chat scripted", ActivityKind.Internal, ActivityStatusCode.Unset)));
            Assert.That(span.GetTagItem("gen_ai.operation.name"), Is.EqualTo("chat"));
            Assert.That(span.GetTagItem("gen_ai.provider.name"), Is.EqualTo("edgereasoning"));
            Assert.That(span.GetTagItem("gen_ai.request.model"), Is.EqualTo("scripted"));
            Assert.That(span.GetTagItem("gen_ai.response.model"), Is.EqualTo("scripted"));
            Assert.That(span.GetTagItem("gen_ai.request.seed"), Is.EqualTo(3L));
            Assert.That((double)span.GetTagItem("gen_ai.request.temperature")!, Is.EqualTo(.6).Within(1e-6));
            Assert.That(span.GetTagItem("gen_ai.response.finish_reasons"), Is.EqualTo(new[] { "thinking_budget" }));
            Assert.That(span.GetTagItem("gen_ai.usage.input_tokens"), Is.EqualTo(result.Usage.InputTokens));
            Assert.That(span.GetTagItem("gen_ai.usage.output_tokens"), Is.EqualTo(result.Usage.OutputTokens));
            Assert.That(span.GetTagItem("gen_ai.usage.reasoning.output_tokens"), Is.EqualTo(result.Usage.ThinkingTokens));
            Assert.That(span.GetTagItem("edgereasoning.traces"), Is.EqualTo(traces));
            Assert.That(span.GetTagItem("edgereasoning.samples.most"), Is.EqualTo(9));
            Assert.That(span.GetTagItem("edgereasoning.votes.saved"), Is.EqualTo(9 - complete));
            Assert.That(span.GetTagItem("edgereasoning.forced_closes"), Is.EqualTo(result.Traces.Sum(trace => trace.Interventions.Count)));
            Assert.That(span.GetTagItem("edgereasoning.deadline"), Is.EqualTo(600d));
            Assert.That((double)span.GetTagItem("edgereasoning.deadline.slack")!, Is.EqualTo(600 - result.Timing.Total.TotalSeconds));
            Assert.That(span.GetTagItem("gen_ai.input.messages"), Is.Null, "content only when asked for");
            Assert.That(span.GetTagItem("gen_ai.output.messages"), Is.Null);
            Assert.That(span.Events.Select(e => e.Name), Is.EqualTo(Enumerable.Repeat("edgereasoning.trace", traces)));

            Assert.That(9 - complete, Is.GreaterThan(0), "equal answers settle a vote");
            Assert.That(recorder.Sum("edgereasoning.votes.saved"), Is.EqualTo(9 - complete));
            Assert.That(recorder.Sum("edgereasoning.forced_closes", ("edgereasoning.stop_reason", "limit")), Is.EqualTo(complete).Or.GreaterThan(complete));
            Assert.That(recorder.Sum("edgereasoning.thinking.tokens"), Is.EqualTo(result.Usage.ThinkingTokens));
            Assert.That(recorder.Count("edgereasoning.thinking.tokens"), Is.EqualTo(traces));
            Assert.That(recorder.Sum("gen_ai.client.token.usage", ("gen_ai.token.type", "input")), Is.EqualTo(result.Usage.InputTokens));
            Assert.That(recorder.Sum("gen_ai.client.token.usage", ("gen_ai.token.type", "output")), Is.EqualTo(result.Usage.OutputTokens));
            Assert.That(recorder.Count("gen_ai.client.operation.duration"), Is.EqualTo(1));
            Assert.That(recorder.Sum("gen_ai.server.time_to_first_token"), Is.EqualTo(result.Timing.TimeToFirstToken.TotalSeconds));
            Assert.That(recorder.Count("gen_ai.server.time_per_output_token"), Is.EqualTo(1));
            Assert.That(recorder.Sum("edgereasoning.deadline.slack"), Is.EqualTo(600 - result.Timing.Total.TotalSeconds));
            Assert.That(recorder.Count("edgereasoning.deadline.overrun"), Is.Zero);
        });
    }

    [Test]
    public async Task StreamAsync_ToItsEnd_TellsTheSameAndTheFirstChunk()
    {
        using var recorder = new TelemetryRecorder();
        await using IReasoningEngine engine = Scripted().UseTelemetry(new TelemetryOptions { Provider = "mine" });
        using Activity parent = new Activity("the app's").Start();
        await foreach (ReasoningUpdate _ in engine.StreamAsync("How much?")) { }
        Assert.That(Activity.Current, Is.SameAs(parent));
        Activity span = recorder.Spans.Single();
        Assert.Multiple(() =>
        {
            Assert.That(span.ParentId, Is.EqualTo(parent.Id));
            Assert.That(span.GetTagItem("gen_ai.request.stream"), Is.True);
            Assert.That(span.GetTagItem("gen_ai.provider.name"), Is.EqualTo("mine"));
            Assert.That((double)span.GetTagItem("gen_ai.response.time_to_first_chunk")!, Is.GreaterThan(0));
            Assert.That(span.GetTagItem("gen_ai.response.finish_reasons"), Is.EqualTo(new[] { "stop" }));
            Assert.That(recorder.Count("gen_ai.client.operation.time_to_first_chunk"), Is.EqualTo(1));
            Assert.That(recorder.Count("gen_ai.client.operation.duration", ("gen_ai.provider.name", "mine"), ("gen_ai.request.model", "scripted")), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task RecordsContent_WhenAskedFor_WritesMessagesAsTheConventionsHaveThem()
    {
        using var recorder = new TelemetryRecorder();
        await using IReasoningEngine engine = Scripted().UseTelemetry(new TelemetryOptions { RecordsContent = true });
        await engine.ReasonAsync("How \"much\"?");
        JsonElement input = Json("gen_ai.input.messages")[0], output = Json("gen_ai.output.messages")[0];
        Assert.Multiple(() =>
        {
            Assert.That((input.GetProperty("role").GetString(), Part(input, 0)), Is.EqualTo(("user", ("text", "How \"much\"?"))));
            Assert.That(output.GetProperty("role").GetString(), Is.EqualTo("assistant"));
            Assert.That(Part(output, 0), Is.EqualTo(("reasoning", "think and think and think and think")));
            Assert.That(Part(output, 1), Is.EqualTo(("text", "the answer is 42")));
            Assert.That(output.GetProperty("finish_reason").GetString(), Is.EqualTo("stop"));
        });

        JsonElement Json(string tag) => JsonDocument.Parse((string)recorder.Spans.Single().GetTagItem(tag)!).RootElement;
        static (string?, string?) Part(JsonElement message, int i) => (message.GetProperty("parts")[i].GetProperty("type").GetString(), message.GetProperty("parts")[i].GetProperty("content").GetString());
    }

    [Test]
    public async Task Errors_AndCancellation_AreToldApart()
    {
        using var recorder = new TelemetryRecorder();
        var inner = new StubEngine { Work = _ => throw new IOException("secret") };
        await using IReasoningEngine engine = inner.UseTelemetry();
        Assert.That(async () => await engine.ReasonAsync("q"), Throws.TypeOf<IOException>());
        inner.Work = token => Task.FromCanceled(new CancellationToken(true));
        Assert.That(async () => await engine.ReasonAsync("q"), Throws.InstanceOf<OperationCanceledException>());
        inner.Work = _ => Task.CompletedTask;
        await foreach (ReasoningUpdate _ in engine.StreamAsync("q")) break;
        Assert.Multiple(() =>
        {
            Assert.That(recorder.Spans.Select(span => span.GetTagItem("error.type")), Is.EqualTo(new[] { "System.IO.IOException", "cancelled", "cancelled" }));
            Assert.That(recorder.Spans.Select(span => span.Status), Is.EqualTo(new[] { ActivityStatusCode.Error, ActivityStatusCode.Unset, ActivityStatusCode.Unset }));
            Assert.That(recorder.Spans[0].StatusDescription, Is.Null, "a message may hold content");
            Assert.That(recorder.Count("gen_ai.client.operation.duration"), Is.EqualTo(3));
            Assert.That(recorder.Count("gen_ai.client.token.usage"), Is.Zero);
        });
    }

    [Test]
    public async Task DeadlineThatWasMissed_IsAnOverrun()
    {
        using var recorder = new TelemetryRecorder();
        await using IReasoningEngine engine = new StubEngine().UseTelemetry();
        await engine.ReasonAsync("q", new ReasoningOptions { Budget = TokenBudget.Create().Deadline(TimeSpan.FromSeconds(.75)) });
        Assert.That(recorder.Sum("edgereasoning.deadline.overrun"), Is.EqualTo(.25));
        Assert.That(recorder.Spans.Single().GetTagItem("edgereasoning.deadline.slack"), Is.EqualTo(-.25));
    }

    [Test]
    public async Task Wrapper_PassesOnWhatItIsAskedFor()
    {
        var inner = new StubEngine();
        IReasoningEngine engine = inner.UseTelemetry();
        Assert.That(engine.GetService(typeof(StubEngine)), Is.SameAs(inner));
        Assert.That((await engine.ReasonAsync("q")).Answer, Is.EqualTo("answer"), "also while nobody listens");
        await engine.DisposeAsync();
        Assert.That(inner.Disposals, Is.EqualTo(1));
    }

    [Test]
    public async Task Names_OfEverythingRecorded_StandInTheDocs()
    {
        using var recorder = new TelemetryRecorder();
        await using IReasoningEngine engine = Scripted().UseTelemetry(new TelemetryOptions { RecordsContent = true });
        await engine.ReasonAsync("q", Voted with { Sampling = new Inference.SamplingOptions { TopK = 5 } });
        await foreach (ReasoningUpdate _ in engine.StreamAsync("q")) { }
        Assert.That(async () => await engine.ReasonAsync("q", new ReasoningOptions { Budget = TokenBudget.Create().Limit(new LimitOptions { TotalTokens = 5 }), TemplateVariables = null! }), Throws.InstanceOf<ArgumentException>());

        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "telemetry.md"));
        string[] names =
        [
            .. recorder.Spans.SelectMany(span => span.TagObjects).Select(tag => tag.Key),
            .. recorder.Spans.SelectMany(span => span.Events).SelectMany(e => e.Tags.Select(tag => tag.Key).Append(e.Name)),
            .. recorder.Measurements.SelectMany(measurement => measurement.Tags.Keys.Append(measurement.Name)),
            .. recorder.Instruments,
        ];
        Assert.That(names.Distinct().Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
        Assert.That(names.Distinct().Count(), Is.GreaterThan(35));
    }
}
