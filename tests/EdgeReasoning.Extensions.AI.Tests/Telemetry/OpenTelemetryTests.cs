using System.Diagnostics;
using EdgeReasoning.Budgets;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

namespace EdgeReasoning.Extensions.AI.Tests;

/// <summary>What OpenTelemetry's own SDK collects of a request, set up as docs/telemetry.md has it.</summary>
[NonParallelizable]
public sealed class OpenTelemetryTests
{
    private const string Provider = "sdk-test";

    [Test]
    public async Task AddOpenTelemetry_VotedAndBudgetedRequest_ExportsItsSpanAndMetrics()
    {
        List<Activity> spans = [];
        List<MetricSnapshot> metrics = [];
        var services = new ServiceCollection();
        services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(TelemetryExtensions.SourceName).AddInMemoryExporter(spans))
            .WithMetrics(metering => metering.AddMeter(TelemetryExtensions.SourceName).AddInMemoryExporter(metrics));
        await using ServiceProvider provider = services.BuildServiceProvider();
        var tracer = provider.GetRequiredService<TracerProvider>();
        var meter = provider.GetRequiredService<MeterProvider>();
        await using IReasoningEngine engine = new ReasoningEngine(ScriptedModel.Saying("think and think and think</think>the answer is 42"), ownsModel: true)
            .UseTelemetry(new TelemetryOptions { Provider = Provider, RecordsContent = true });

        ReasoningResult result = await engine.ReasonAsync("How much?", new ReasoningOptions
        {
            Scaling = ScalingPolicies.MajorityVote(9),
            Budget = TokenBudget.Create().Limit(10).Deadline(TimeSpan.FromMinutes(10)),
            Seed = 3,
        });
        tracer.ForceFlush();
        meter.ForceFlush();

        Activity span = spans.Single(span => Provider.Equals(span.GetTagItem("gen_ai.provider.name")));
        int complete = result.Traces.Count(trace => trace.StopReason != StopReason.Outvoted);
        Assert.Multiple(() =>
        {
            Assert.That((span.Source.Name, span.DisplayName, span.Status), Is.EqualTo((TelemetryExtensions.SourceName, "chat scripted", ActivityStatusCode.Unset)));
            Assert.That(span.GetTagItem("gen_ai.response.finish_reasons"), Is.EqualTo(new[] { "thinking_budget" }));
            Assert.That(span.GetTagItem("gen_ai.usage.output_tokens"), Is.EqualTo(result.Usage.OutputTokens));
            Assert.That(span.GetTagItem("edgereasoning.traces"), Is.EqualTo(result.Traces.Count));
            Assert.That(span.GetTagItem("edgereasoning.votes.saved"), Is.EqualTo(9 - complete).And.GreaterThan(0));
            Assert.That(span.GetTagItem("gen_ai.output.messages"), Does.Contain("the answer is 42"));
            Assert.That(span.Events.Count(one => one.Name == "edgereasoning.trace"), Is.EqualTo(result.Traces.Count));

            Assert.That(Histogram(metrics, "gen_ai.client.operation.duration").Count, Is.EqualTo(1));
            Assert.That(Histogram(metrics, "gen_ai.client.token.usage", ("gen_ai.token.type", "output")).Sum, Is.EqualTo(result.Usage.OutputTokens));
            Assert.That(Histogram(metrics, "gen_ai.client.token.usage", ("gen_ai.token.type", "input")).Sum, Is.EqualTo(result.Usage.InputTokens));
            Assert.That(Histogram(metrics, "edgereasoning.thinking.tokens"), Is.EqualTo((result.Traces.Count, (double)result.Usage.ThinkingTokens)));
            Assert.That(Histogram(metrics, "edgereasoning.deadline.slack").Count, Is.EqualTo(1));
            Assert.That(Sum(metrics, "edgereasoning.votes.saved"), Is.EqualTo(9 - complete));
            Assert.That(Sum(metrics, "edgereasoning.forced_closes"), Is.EqualTo(result.Traces.Sum(trace => trace.Interventions.Count)).And.GreaterThan(0));
            Assert.That(metrics.Where(metric => metric.MeterName == TelemetryExtensions.SourceName).Select(metric => metric.Unit), Has.Some.EqualTo("s").And.Some.EqualTo("{token}"));
        });
    }

    [Test]
    public async Task AddOpenTelemetry_CallOfATool_IsInTheSpan()
    {
        List<Activity> spans = [];
        using TracerProvider tracer = Sdk.CreateTracerProviderBuilder().AddSource(TelemetryExtensions.SourceName).AddInMemoryExporter(spans).Build();
        await using IReasoningEngine engine = new ReasoningEngine(ScriptedModel.Saying("hm</think><tool_call>{\"name\":\"now\",\"arguments\":{}}</tool_call>").WithTemplate(ToolTemplates.Hermes), ownsModel: true)
            .UseTelemetry(new TelemetryOptions { Provider = Provider + "-tools", RecordsContent = true });
        await engine.ReasonAsync("?", new ReasoningOptions { Tools = new ToolOptions { Tools = [new Prompts.ToolDefinition("now")] } });
        tracer.ForceFlush();
        Activity span = spans.Single(span => (Provider + "-tools").Equals(span.GetTagItem("gen_ai.provider.name")));
        Assert.That(span.GetTagItem("gen_ai.response.finish_reasons"), Is.EqualTo(new[] { "tool_calls" }));
        Assert.That(span.GetTagItem("gen_ai.output.messages"), Does.Contain("""{"type":"tool_call","name":"now","arguments":{}}"""));
    }

    private static (int Count, double Sum) Histogram(List<MetricSnapshot> metrics, string name, params (string Key, string Value)[] tags)
    {
        MetricPoint[] points = Points(metrics, name, tags);
        return ((int)points.Sum(point => point.GetHistogramCount()), points.Sum(point => point.GetHistogramSum()));
    }

    private static long Sum(List<MetricSnapshot> metrics, string name) => Points(metrics, name).Sum(point => point.GetSumLong());

    private static MetricPoint[] Points(List<MetricSnapshot> metrics, string name, params (string Key, string Value)[] tags) =>
        [.. metrics.Last(metric => metric.Name == name).MetricPoints.Where(point => IsTagged(point, ("gen_ai.provider.name", Provider)) && tags.All(tag => IsTagged(point, tag)))];

    private static bool IsTagged(MetricPoint point, (string Key, string Value) wanted)
    {
        foreach (KeyValuePair<string, object?> tag in point.Tags)
        {
            if (tag.Key == wanted.Key && wanted.Value.Equals(tag.Value)) return true;
        }

        return false;
    }
}
