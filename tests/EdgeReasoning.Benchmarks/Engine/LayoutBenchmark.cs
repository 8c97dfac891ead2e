using EdgeReasoning.Benchmarks.Budgets;
using EdgeReasoning.Benchmarks.Measuring;
using EdgeReasoning.Benchmarks.Profile;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>Decode throughput with separate streams and with one pool of KV memory, and beside it which of them the engine chooses where nobody says.</summary>
internal static class LayoutBenchmark
{
    private const int Rounds = 5;

    public static async Task Run(string[] args)
    {
        var rows = new List<LayoutRow>();
        string which = args.FirstOrDefault() ?? "all";
        if (which is "all" or "tiny") await MeasureAsync(TinyModels.ReasonerMiddle, [(32, 32), (32, 256), (256, 32), (256, 160)], [1, 4, 8, 16, 32], rows);
        if (which is "all" or "0.5B") await MeasureAsync(await SyntheticModels.HalfBillionAsync(), [(64, 32), (512, 32)], [1, 8, 32], rows);
        Console.WriteLine($"Decode, tokens for each second of processor time, 1 thread, median of {Rounds} interleaved rounds");
        Console.WriteLine();
        Console.Write(MarkdownTable.Of("model|prompt|reply|sequences|separate|unified|separate over unified|chosen|lost by the choice", rows.Select(row => (FormattableString)
            $"{row.Model}|{row.PromptTokens}|{row.ReplyTokens}|{row.Sequences}|{row.Separate:N0}|{row.Unified:N0}|{row.Ratio:0.00}|{row.Chosen}|{100 * row.Loss:0} %")));
        ResultFile.Write(args.ElementAtOrDefault(1), "layouts", rows);
    }

    private static async Task MeasureAsync(string path, (int Prompt, int Reply)[] lengths, int[] sequences, List<LayoutRow> rows)
    {
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(path, new LlamaCppOptions { Threads = 1 });
        foreach ((int prompt, int reply) in lengths)
        {
            foreach (int n in sequences)
            {
                BareLoop separate = BareLoop.Of(model, n, prompt, reply, KvLayout.Separate), unified = BareLoop.Of(model, n, prompt, reply, KvLayout.Unified);
                Turns<double> turns = await Turns<double>.TakeAsync(Rounds, () => Task.FromResult(n / separate.Measure().Processor), () => Task.FromResult(n / unified.Measure().Processor));
                rows.Add(new LayoutRow(model.Info.Name, prompt, reply, n, turns.Median(0, rate => rate), turns.Median(1, rate => rate), turns.Ratio(0, 1, rate => rate), await ChosenAsync(prompt, reply, n)));
                Console.Error.WriteLine(rows[^1]);
            }
        }
    }

    private static async Task<KvLayout> ChosenAsync(int prompt, int reply, int sequences)
    {
        await using var engine = new ReasoningEngine(new IdleModel(256), new ReasoningEngineOptions { MaxParallelTraces = sequences, ExpectedPromptTokens = prompt, ExpectedReplyTokens = reply });
        return engine.Limits.Layout;
    }
}
