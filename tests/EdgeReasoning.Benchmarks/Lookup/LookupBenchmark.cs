using EdgeReasoning.Benchmarks.Budgets;
using EdgeReasoning.Benchmarks.Family;
using EdgeReasoning.Benchmarks.Measuring;
using EdgeReasoning.Benchmarks.Profile;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Benchmarks.Lookup;

/// <summary>Whether <see cref="ReasoningEngineOptions.DraftTokens"/> pays: what a step of more rows takes, and how fast questions are answered with drafts and without.</summary>
internal static class LookupBenchmark
{
    private const int Rounds = 5, Context = 256, Questions = 6;

    private static readonly int[] s_rows = [1, 2, 3, 5, 9], s_drafts = [0, 1, 2, 4, 8];

    private static readonly (int Sequences, KvLayout Layout)[] s_sizes = [(1, KvLayout.Separate), (1, KvLayout.Unified), (4, KvLayout.Separate), (4, KvLayout.Unified)];

    public static async Task Run(string[] args)
    {
        string which = args.FirstOrDefault() ?? "all";
        string[] tiny = [TinyModels.ReasonerMiddle, TinyModels.ReasonerLarge, TinyModels.ReasonerLargeQ8];
        Console.WriteLine($"1 thread, medians of {Rounds} interleaved rounds, processor time");
        if (which is "all" or "rows") await MeasureRowsAsync([.. tiny.Select(path => (path, s_sizes)), (await SyntheticModels.HalfBillionAsync(), s_sizes[..1])], args.ElementAtOrDefault(1));
        if (which is "all" or "engine") await MeasureEngineAsync(tiny, args.ElementAtOrDefault(1));
    }

    private static async Task MeasureRowsAsync((string Path, (int Sequences, KvLayout Layout)[] Sizes)[] models, string? folder)
    {
        var rows = new List<RowCostRow>();
        foreach ((string path, (int Sequences, KvLayout Layout)[] sizes) in models)
        {
            using LlamaCppModel model = await LlamaCppModel.LoadAsync(path, new LlamaCppOptions { Threads = 1 });
            foreach ((int sequences, KvLayout layout) in sizes)
            {
                using var cost = new RowCost(model, Context, sequences, layout, s_rows[^1]);
                Turns<double> turns = await Turns<double>.TakeAsync(Rounds, [.. s_rows.Select(count => (Func<Task<double>>)(() => Task.FromResult(cost.Measure(count))))]);
                rows.AddRange(s_rows.Select((count, i) => new RowCostRow(Path.GetFileNameWithoutExtension(path), sequences, layout, count, 1e6 * turns.Median(i, seconds => seconds), turns.Ratio(i, 0, seconds => seconds))));
                Console.Error.WriteLine(rows[^1]);
            }
        }
        Console.WriteLine();
        Console.Write(MarkdownTable.Of("model|sequences|layout|rows of each|µs|over one row", rows.Select(row => (FormattableString)
            $"{row.Model}|{row.Sequences}|{row.Layout}|{row.Rows}|{row.Microseconds:N0}|{row.Ratio:0.00}")));
        ResultFile.Write(folder, "lookup-rows", rows);
    }

    private static async Task MeasureEngineAsync(string[] paths, string? folder)
    {
        var rows = new List<DraftRow>();
        IReadOnlyList<Question> questions = Question.Read(Form.Open, Questions);
        foreach (string path in paths)
        {
            using LlamaCppModel model = await LlamaCppModel.LoadAsync(path, new LlamaCppOptions { Threads = 1 });
            foreach ((int traces, KvLayout layout) in s_sizes)
            {
                Turns<DraftRun> turns = await Turns<DraftRun>.TakeAsync(Rounds, [.. s_drafts.Select(drafts => (Func<Task<DraftRun>>)(() => DraftRun.TakeAsync(model, questions, traces, layout, drafts)))]);
                rows.AddRange(s_drafts.Select((drafts, i) => new DraftRow(Path.GetFileNameWithoutExtension(path), traces, layout, drafts,
                    turns.Median(i, run => run.TokensPerStep), turns.Median(i, run => run.Right), turns.Median(i, run => run.Rate), turns.Ratio(i, 0, run => run.Rate))));
                Console.Error.WriteLine(rows[^1]);
            }
        }
        Console.WriteLine();
        Console.Write(MarkdownTable.Of("model|traces|layout|draft tokens|tokens a step|right|tokens/s|over none", rows.Select(row => (FormattableString)
            $"{row.Model}|{row.Traces}|{row.Layout}|{row.DraftTokens}|{row.TokensPerStep:0.00}|{100 * row.Right:0} %|{row.Rate:N0}|{row.Ratio:0.00}")));
        ResultFile.Write(folder, "lookup", rows);
    }
}
