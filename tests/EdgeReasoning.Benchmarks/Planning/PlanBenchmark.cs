using System.Globalization;
using System.Text.Json;
using EdgeReasoning.Benchmarks.Family;
using EdgeReasoning.Evaluation;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Planning;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Benchmarks.Planning;

/// <summary>Whether plans keep their promise on the tiny reasoners and real llama.cpp: latency and accuracy, predicted from the dev split against what the test split shows.</summary>
internal static class PlanBenchmark
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    /// <summary>Measures the evidence, plans, and prints the table.</summary>
    /// <param name="args">Test questions, dev questions, a folder for the data: <c>[questions [evidence [folder]]]</c>.</param>
    public static async Task Run(string[] args)
    {
        int questions = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
        int evidence = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 200;
        PlannedModel[] models = [.. new[] { TinyModels.ReasonerSmall, TinyModels.ReasonerMiddle, TinyModels.ReasonerLarge }.Select(Model)];
        List<ConfigurationResult> results = [];
        foreach (PlannedModel model in models)
        {
            await using IReasoningEngine engine = await model.LoadAsync(CancellationToken.None);
            foreach (Configuration configuration in EvidenceRun.Grid(model.Name))
            {
                if (results.Count == 0) await EvidenceRun.MeasureAsync(engine, configuration, 5);
                results.Add(await EvidenceRun.MeasureAsync(engine, configuration, evidence));
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{results[^1]}, {results[^1].SecondsAt(95):0.000} s at 95 %"));
            }
        }

        IReadOnlyList<PromiseRow> rows = await new PromiseTable(results, null, models, Question.Read(Form.Open, questions)).MeasureAsync();
        Console.WriteLine(PromiseTable.ToMarkdown(rows));
        if (args.ElementAtOrDefault(2) is not { } folder) return;
        string date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        File.WriteAllText(Path.Combine(folder, $"plan-{date}.json"), JsonSerializer.Serialize(rows, s_json) + "\n");
    }

    private static PlannedModel Model(string path) => new(Path.GetFileNameWithoutExtension(path), new FileInfo(path).Length, async cancellationToken => await LlamaCppEngine.LoadAsync(
        path, new LlamaCppOptions { Threads = 1 },
        new ReasoningEngineOptions { SequenceTokens = 1024, MaxBatchTokens = 1024, PrefillChunkTokens = 512, ExpectedPromptTokens = 110, ExpectedReplyTokens = 160 }, cancellationToken: cancellationToken));
}
