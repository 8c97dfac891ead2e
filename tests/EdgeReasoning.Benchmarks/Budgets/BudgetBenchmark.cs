using System.Globalization;
using System.Text.Json;
using EdgeReasoning.Models.Tiny;

namespace EdgeReasoning.Benchmarks.Budgets;

/// <summary>What budgets keep and what they cost, on a tiny model and real llama.cpp: deadlines, accuracy over thinking for every policy, and what probing takes.</summary>
internal static class BudgetBenchmark
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    /// <summary>Runs one part, or all three.</summary>
    /// <param name="args">A part, the number of questions, a folder for the data, a model file: <c>[deadlines|policies|probes|all] [questions] [folder] [model.gguf]</c>.</param>
    public static async Task Run(string[] args)
    {
        string part = args.ElementAtOrDefault(0) ?? "all";
        int questions = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 300;
        string? folder = args.ElementAtOrDefault(2);
        string model = args.ElementAtOrDefault(3) ?? (File.Exists(TinyModels.ReasonerMiddle) ? TinyModels.ReasonerMiddle : TinyModels.PrototypeReasoner);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(model)}, {Environment.ProcessorCount} cores, one thread for decoding\n"));

        if (part is "deadlines" or "all")
        {
            IReadOnlyList<DeadlineRow> rows = await DeadlineTable.MeasureAsync(model, questions);
            Console.WriteLine(DeadlineTable.ToMarkdown(rows));
            Save("deadlines", rows);
        }
        if (part is "policies" or "all")
        {
            var table = new PolicyTable(await PolicyTable.MeasureAsync(model, questions));
            Console.WriteLine(table.ToMarkdown());
            Save("policies", table.Rows);
            if (folder is not null) File.WriteAllText(Path.Combine(folder, "budgets.svg"), table.ToSvg());
        }
        if (part is "probes" or "all")
        {
            IReadOnlyList<ProbeRow> rows = await ProbeTable.MeasureAsync(model, questions);
            Console.WriteLine(ProbeTable.ToMarkdown(rows));
            Save("probes", rows);
        }

        void Save<T>(string what, IReadOnlyList<T> rows)
        {
            if (folder is null) return;
            string date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            File.WriteAllText(Path.Combine(folder, $"budgets-{what}-{date}.json"), JsonSerializer.Serialize(rows, s_json) + "\n");
        }
    }
}
