using EdgeReasoning.Benchmarks.Budgets;
using EdgeReasoning.Benchmarks.Measuring;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;

namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>What a step of the engine takes beyond the decode call, from 1 to 64 sequences: with a model that has nothing to do, and with a tiny one against the bare loop.</summary>
internal static class SchedulerBenchmark
{
    private const int Rounds = 5, IdleTokens = 500, TinyTokens = 60, PromptTokens = 32;

    public static async Task Run(string[] args)
    {
        using LlamaCppModel tiny = await LlamaCppModel.LoadAsync(TinyModels.ReasonerMiddle, new LlamaCppOptions { Threads = 1 });
        var idle = new IdleModel(tiny.Info.VocabularySize);
        var rows = new List<SchedulerRow>();
        foreach (int sequences in new[] { 1, 2, 4, 8, 16, 32, 64 }) rows.Add(await MeasureAsync(idle, tiny, sequences));
        Console.WriteLine($"Microseconds of a step beside the decode call; vocabulary of {tiny.Info.VocabularySize}, median of {Rounds} interleaved rounds; tiny model: {tiny.Info.Name}, 1 thread");
        Console.WriteLine();
        Console.Write(MarkdownTable.Of("sequences|idle model, µs|streaming, µs|bytes per token|streaming|waits per token|work items per token, streaming|tiny: decode, µs|beside it, µs|share|engine over bare loop", rows.Select(row => (FormattableString)
            $"{row.Sequences}|{row.IdleMicroseconds:0.0}|{row.StreamingMicroseconds:0.0}|{row.BytesPerToken:0}|{row.StreamingBytesPerToken:0}|{row.WaitsPerToken:0.0000}|{row.StreamingWorkItemsPerToken:0.000}|{row.TinyDecodeMicroseconds:0}|{row.TinyMicroseconds:0.0}|{100 * row.Share:0.0} %|{row.Ratio:0.000}")));
        ResultFile.Write(args.FirstOrDefault(), "scheduler", rows);
    }

    private static async Task<SchedulerRow> MeasureAsync(IdleModel idle, LlamaCppModel tiny, int sequences)
    {
        BareLoop bare = BareLoop.Of(tiny, sequences, PromptTokens, TinyTokens, KvLayout.Separate);
        Turns<StepFigures> alone = await Turns<StepFigures>.TakeAsync(Rounds,
            () => SteadyRun.TakeAsync(idle, sequences, IdleTokens), () => SteadyRun.TakeAsync(idle, sequences, IdleTokens, streams: true));
        Turns<StepFigures> decoding = await Turns<StepFigures>.TakeAsync(Rounds,
            () => Task.FromResult(bare.Measure()), () => SteadyRun.TakeAsync(tiny, sequences, TinyTokens));
        return new SchedulerRow
        {
            Sequences = sequences,
            IdleMicroseconds = 1e6 * alone.Median(0, step => step.Between),
            StreamingMicroseconds = 1e6 * alone.Median(1, step => step.Between),
            BytesPerToken = alone.Median(0, step => step.BytesPerToken),
            StreamingBytesPerToken = alone.Median(1, step => step.BytesPerToken),
            WaitsPerToken = alone.Median(0, step => step.WaitsPerToken),
            StreamingWorkItemsPerToken = alone.Median(1, step => step.WorkItemsPerToken),
            TinyDecodeMicroseconds = 1e6 * decoding.Median(1, step => step.Processor - step.Between),
            TinyMicroseconds = 1e6 * decoding.Median(1, step => step.Between),
            Ratio = decoding.Ratio(0, 1, step => step.Processor),
        };
    }
}
