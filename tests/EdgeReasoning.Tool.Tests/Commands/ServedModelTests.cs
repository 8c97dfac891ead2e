using System.Text.Json;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Server;
using NUnit.Framework;

namespace EdgeReasoning.Tool.Commands;

/// <summary>Models on servers in a study file, asked of the project's own server.</summary>
public sealed class ServedModelTests
{
    private const string KeyVariable = "EDGEREASONING_TEST_KEY";

    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("edge-reasoning-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Evaluate_ModelOnTwoServers_IsAskedThereAndGoesOnWhenOneIsGone()
    {
        await using ReasoningEngine engine = await LlamaCppEngine.LoadAsync(TinyModels.ReasonerSmall, new LlamaCppOptions { Threads = 1 });
        await using ReasoningServer first = await ServeAsync(engine), second = await ServeAsync(engine);
        string file = Write($"url: [{first.Url}v1, {second.Url}v1], model: tiny, server: edge-reasoning, keyVariable: {KeyVariable}, device: a shelf");
        (int code, string output, string error) = await EvaluateAsync(file, questions: 2);
        Assert.That(code, Is.Zero, error);
        using (JsonDocument study = JsonDocument.Parse(output))
        {
            JsonElement result = study.RootElement.GetProperty("results").EnumerateArray().Single();
            Assert.That(result.ToString(), Does.Contain("limit 16 + answer 16"));
        }

        // The second server is gone: what is missing is asked of the first.
        await second.StopAsync(CancellationToken.None);
        (code, _, error) = await EvaluateAsync(file, questions: 4);
        Assert.That(code, Is.Zero, error);
        string[] traces = [.. File.ReadLines(Path.Combine(_folder, "out", "traces.jsonl")).Where(line => line.Contains("\"question\"", StringComparison.OrdinalIgnoreCase))];
        Assert.That(traces, Has.Length.GreaterThanOrEqualTo(4));
        Assert.That(File.ReadAllText(Path.Combine(_folder, "out", "traces.jsonl")), Does.Contain("a shelf").And.Not.Contain("secret"));
    }

    [Test]
    public async Task Evaluate_KeyThatIsNotSet_SaysWhich()
    {
        (int code, _, string error) = await ProgramTests.RunAsync("evaluate", Write("url: http://127.0.0.1:1/v1, model: tiny, keyVariable: EDGEREASONING_NO_SUCH_KEY"), "--out", Path.Combine(_folder, "out"));
        Assert.That((code, error.Contains("EDGEREASONING_NO_SUCH_KEY", StringComparison.Ordinal)), Is.EqualTo((1, true)), error);
    }

    [Test]
    public async Task Evaluate_BudgetThatTheServerCannotKeep_SaysWhy()
    {
        (int code, _, string error) = await ProgramTests.RunAsync("evaluate", Write("url: http://127.0.0.1:1/v1, model: tiny"), "--out", Path.Combine(_folder, "out"));
        Assert.That((code, error.Contains("no switch that limits thinking", StringComparison.Ordinal)), Is.EqualTo((1, true)), error);
    }

    [Test]
    public async Task Study_ModelOnAServer_IsRefusedForItsProfile()
    {
        (int code, _, string error) = await ProgramTests.RunAsync("study", Write("url: http://127.0.0.1:1/v1, model: tiny"), "--out", Path.Combine(_folder, "out"));
        Assert.That(code, Is.EqualTo(1));
        Assert.That(error, Does.Contain("'tiny' is on a server").And.Contain("profile").And.Contain("'evaluate'").And.Not.Contain("   at "));
    }

    private Task<(int Code, string Output, string Error)> EvaluateAsync(string file, int questions) => ProgramTests.RunAsync(
        new Dictionary<string, string> { [KeyVariable] = "secret" }, "evaluate", file, "--questions", $"{questions}", "--out", Path.Combine(_folder, "out"), "--json");

    private string Write(string model)
    {
        string file = Path.Combine(_folder, "study.yaml");
        File.WriteAllText(file, $"models: [{{ {model} }}]\nbudgets: [limit 16 + answer 16]\n");
        return file;
    }

    private static Task<ReasoningServer> ServeAsync(IReasoningEngine engine) =>
        ReasoningServer.StartAsync([new ServedModel("tiny", engine)], new ReasoningServerOptions { Port = 0, Api = new ReasoningApiOptions { ApiKeys = ["secret"] } });
}
