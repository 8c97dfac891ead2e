using EdgeReasoning.Answers;
using EdgeReasoning.Budgets;
using EdgeReasoning.Evaluation;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Performance;
using EdgeReasoning.Planning;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

namespace EdgeReasoning.Extensions.AI.Tests;

/// <summary>The code of docs/extensions-ai.md and docs/telemetry.md, compiled and run on a tiny model.</summary>
[NonParallelizable]
public sealed class DocumentationTests
{
    private static readonly string path = TinyModels.ReasonerSmall;
    private static readonly string question = "Gus has 18 coins. Gus gives 8. Gus doubles. How many?";

    private readonly System.Text.StringBuilder _shown = new();

    [Test]
    public async Task Snippets_OfThePages_CompileAndRun()
    {
        TextWriter console = Console.Out;
        try
        {
            Console.SetOut(TextWriter.Null);
            await ChatAsync();
            await RoutingAsync();
            await HostingAsync();
            await TelemetryAsync();
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    [TestCase("extensions-ai.md", 35)]
    [TestCase("telemetry.md", 1)]
    public void Snippets_OfThePages_StandInThisFile(string page, int least)
    {
        HashSet<string> here = [.. File.ReadAllLines(Path.Combine(Repository.Root, "tests", "EdgeReasoning.Extensions.AI.Tests", "DocumentationTests.cs")).Select(Plain)];
        string[] lines = [.. Snippets(File.ReadAllLines(Path.Combine(Repository.Root, "docs", page))).Select(Plain).Where(line => line.Length > 0)];
        Assert.That(lines, Has.Length.GreaterThanOrEqualTo(least));
        Assert.That(lines.Where(line => !here.Contains(line)), Is.Empty);
    }

    private async Task ChatAsync()
    {
        CancellationToken cancellationToken = default;
        await using IReasoningEngine engine = await LlamaCppEngine.LoadAsync(path);
        IChatClient client = engine.AsChatClient();

        ChatResponse response = await client.GetResponseAsync("Gus has 18 coins. Gus gives 8. Gus doubles. How many?");
        Console.WriteLine(response.Text);                            // the answer, without the thinking
        Console.WriteLine(response.Usage!.ReasoningTokenCount);      // what the thinking took
        Console.WriteLine(response.FinishReason);                    // stop
        var options = new ChatOptions { Seed = 42 }
            .WithBudget(TokenBudget.Create().Limit(256).StopWhenLooping())
            .WithScaling(ScalingPolicies.MajorityVote(8))
            .WithExtractor(AnswerExtractors.Number)
            .WithDeadline(TimeSpan.FromSeconds(3));
        List<ChatMessage> history = [new(ChatRole.User, question)];
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(history, options, cancellationToken))
        {
            foreach (AIContent content in update.Contents)
            {
                if (content is TextReasoningContent thought) ShowThinking(thought.Text);
                if (content is TextContent said) ShowAnswer(said.Text);
            }
        }

        ReasoningResult result = response.GetReasoningResult()!;
        Console.WriteLine($"{result.Vote.Agreement:P0} of {result.Traces.Count} traces, {result.Timing.Total}");
        Assert.That(_shown.ToString(), Is.Not.Empty);
        await RemoteAsync(client);
    }

    private static async Task RemoteAsync(IChatClient client)
    {
        IReasoningEngine remote = client.AsReasoningEngine(new ChatClientEngineOptions { MaxParallelCalls = 4 });
        ReasoningResult voted = await remote.ReasonAsync(question, new ReasoningOptions
        {
            Scaling = ScalingPolicies.MajorityVote(8),                                 // a call for each trace; those left over are cancelled
            Budget = TokenBudget.Create().Effort(EffortLevel.Low).Deadline(TimeSpan.FromSeconds(20)),
        });
        Assert.That(voted.Traces, Is.Not.Empty);
    }

    private static async Task RoutingAsync()
    {
        ConfigurationResult result = new()
        {
            Configuration = new Configuration { Model = "tiny", Budget = new BudgetChoice("limit 64", TokenBudget.Create().Limit(64)), Scaling = ScalingChoice.Single },
            Outcomes = [.. Enumerable.Range(0, 100).Select(i => new QuestionOutcome($"q{i}", i < 90, 100, 50, 60, 60, 1, .1, null))],
            Timing = Provenance.Measured,
            Device = "Board",
        };
        await using PlannedEngine planned = Planner.From([result]).AsEngine([new PlannedModel("tiny", 1_000_000, async token => await LlamaCppEngine.LoadAsync(path, cancellationToken: token))]);
        IChatClient router = planned.AsChatClient();
        ChatResponse quick = await router.GetResponseAsync(question, new ChatOptions().WithDeadline(TimeSpan.FromSeconds(0.5)));
        ChatResponse sure = await router.GetResponseAsync(question, new ChatOptions().WithConstraints(new Constraints { MinimumAccuracy = 0.8 }));
        Console.WriteLine($"{quick.ModelId}: {quick.GetPlan()!.Reason}");
        Assert.That((quick.ModelId, sure.ModelId), Is.EqualTo(("tiny", "tiny")));
    }

    private static async Task HostingAsync()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Model:ModelPath"] = path, ["Model:MaxParallelTraces"] = "2" });
        builder.Services
            .AddEdgeReasoning(async (services, options, token) => await LlamaCppEngine.LoadAsync(
                options.ModelPath!, engineOptions: options.ToEngineOptions(services.GetService<ILoggerFactory>()), cancellationToken: token))
            .BindConfiguration("Model");
        builder.Services.AddHealthChecks().AddEdgeReasoning();
        Func<IServiceProvider, EdgeReasoningOptions, CancellationToken, Task<IReasoningEngine>> loadSmall = (_, _, _) => Task.FromResult<IReasoningEngine>(new StubEngine()), loadLarge = loadSmall;
        builder.Services.AddKeyedEdgeReasoning("small", loadSmall).Configure(options => options.MaxParallelTraces = 16);
        builder.Services.AddKeyedEdgeReasoning("large", loadLarge).Configure(options => options.LoadAtStart = true);
        using IHost host = builder.Build();
        await host.StartAsync();
        ChatResponse response = await host.Services.GetRequiredService<IChatClient>().GetResponseAsync(question, new ChatOptions { MaxOutputTokens = 100 });
        Assert.That(response.Usage!.OutputTokenCount, Is.InRange(1, 100));
        await host.StopAsync();
    }

    private static async Task TelemetryAsync()
    {
        using var recorder = new TelemetryRecorder();
        IReasoningEngine engine = (await LlamaCppEngine.LoadAsync(path)).UseTelemetry();
        await engine.ReasonAsync(question);
        await engine.DisposeAsync();
        Assert.That(recorder.Spans, Has.Count.EqualTo(1));
    }

    private void ShowThinking(string text) => _shown.Append(text);

    private void ShowAnswer(string text) => _shown.Append(text);

    // One thread: several wait for each other at every layer of a tiny model, and the longer the busier the machine is.
    private static class LlamaCppEngine
    {
        public static Task<ReasoningEngine> LoadAsync(string path, ReasoningEngineOptions? engineOptions = null, CancellationToken cancellationToken = default) =>
            LlamaCpp.LlamaCppEngine.LoadAsync(path, new LlamaCppOptions { Threads = 1 }, engineOptions, cancellationToken: cancellationToken);
    }

    private static string Plain(string line) => line.Trim();

    private static IEnumerable<string> Snippets(IEnumerable<string> page)
    {
        bool inside = false;
        foreach (string line in page)
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inside = line == "```csharp";
            else if (inside) yield return line;
        }
    }
}
