using System.Globalization;
using EdgeReasoning.Benchmarks.Budgets;
using EdgeReasoning.Benchmarks.Family;
using EdgeReasoning.Benchmarks.Measuring;
using EdgeReasoning.Benchmarks.Profile;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;

namespace EdgeReasoning.Benchmarks.NodeLlama;

/// <summary>
/// This engine against node-llama-cpp through its own API: the same files of llama.cpp, model, prompt tokens, threads, layout, attention and
/// greedy sampling, runs in turns. node-llama-cpp has no forks, so that each of its sequences reads the prompt, all of them in one batch.
/// </summary>
internal static class NodeBenchmark
{
    private static readonly int[] s_sequences = [1, 4, 16];

    public static async Task Run(string[] args)
    {
        string which = args.FirstOrDefault() ?? "all";
        int threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Math.Min(2, Environment.ProcessorCount);
        NodeInstall install = NodeInstall.Make();
        var rows = new List<NodeRow>();
        if (which is "all" or "tiny") await MeasureAsync(install, TinyModels.ReasonerMiddle, threads: 1, flashAttention: false, tokens: 128, thoughtTokens: 48, rounds: 5, rows);
        if (which is "all" or "0.5B") await MeasureAsync(install, await SyntheticModels.HalfBillionAsync(), threads, flashAttention: true, tokens: 32, thoughtTokens: null, rounds: 3, rows);
        Console.WriteLine("Tokens a second, the prompt included, and milliseconds to the first token; medians of interleaved rounds");
        Console.WriteLine();
        Console.Write(MarkdownTable.Of("model|decoded|sequences|tokens of a reply|node-llama-cpp, tokens/s|this engine, tokens/s|times as fast|by processor time|first token there, ms|here, ms|same replies", rows.Select(row => (FormattableString)
            $"{row.Model}|{row.Way}|{row.Sequences}|{row.Tokens}|{row.Node:N0}|{row.Engine:N0}|{row.Ratio:0.00}|{row.ProcessorRatio:0.00}|{1e3 * row.NodeFirst:0.0}|{1e3 * row.EngineFirst:0.0}|{row.SameReplies} of {row.Sequences}")));
        ResultFile.Write(args.ElementAtOrDefault(2), "node", rows);
    }

    private static async Task MeasureAsync(NodeInstall install, string path, int threads, bool flashAttention, int tokens, int? thoughtTokens, int rounds, List<NodeRow> rows)
    {
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(path, new LlamaCppOptions
        {
            Threads = threads, FlashAttention = flashAttention ? LlamaFlashAttention.On : LlamaFlashAttention.Off, LibraryPath = install.Libraries,
        });
        using NodeProcess node = await NodeProcess.StartAsync(install, path, threads, flashAttention);
        string question = Question.Read(Form.Open, 1)[0].Text;
        int[] prompt = model.Tokenize(question, addSpecial: true, parseSpecial: true), ends = [.. Enumerable.Range(0, model.Info.VocabularySize).Where(model.IsEndOfGeneration)];
        foreach (int sequences in s_sequences)
        {
            var run = new NodeRun { Sequences = sequences, Tokens = tokens, ContextTokens = 256 * ((prompt.Length + tokens + 8 + 255) / 256), Prompt = prompt, EndTokens = ends };
            rows.Add(await CompareAsync(model, rounds, "tokens", run, () => node.RunAsync(run), () => EngineSide.DecodeAsync(model, run, question)));
        }

        if (thoughtTokens is null) return;
        foreach (int sequences in s_sequences)
        {
            var run = new NodeRun { Sequences = sequences, Tokens = tokens, ContextTokens = 512, Question = question, Template = model.Info.ChatTemplate, ThoughtTokens = thoughtTokens };
            rows.Add(await CompareAsync(model, rounds, string.Create(CultureInfo.InvariantCulture, $"thinking cut at {thoughtTokens}"), run, () => node.RunAsync(run), () => EngineSide.AskAsync(model, run)));
        }
    }

    private static async Task<NodeRow> CompareAsync(LlamaCppModel model, int rounds, string way, NodeRun run, Func<Task<NodeReply>> there, Func<Task<NodeReply>> here)
    {
        Turns<NodeReply> turns = await Turns<NodeReply>.TakeAsync(rounds, there, here);
        NodeReply node = await there(), engine = await here();
        var row = new NodeRow(
            model.Info.Name, way, run.Sequences, $"{node.Replies[0].Tokens} and {engine.Replies[0].Tokens}",
            turns.Median(0, reply => reply.Rate), turns.Median(1, reply => reply.Rate), turns.Ratio(1, 0, reply => reply.Rate), turns.Ratio(1, 0, reply => reply.RateOfProcessor),
            turns.Median(0, reply => reply.FirstSeconds), turns.Median(1, reply => reply.FirstSeconds),
            node.Replies.Zip(engine.Replies).Count(pair => pair.First.Text == pair.Second.Text));
        Console.Error.WriteLine($"{row}; {node.Replies[0].ThoughtTokens} thinking tokens there, {engine.Replies[0].ThoughtTokens} here");
        return row;
    }
}
