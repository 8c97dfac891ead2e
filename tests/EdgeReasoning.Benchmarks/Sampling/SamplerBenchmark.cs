using System.Diagnostics;
using System.Globalization;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Benchmarks.Sampling;

/// <summary>Microseconds per sampled token of a vocabulary as large as Qwen 2.5's, beside llama.cpp's own chain with the same settings.</summary>
internal static class SamplerBenchmark
{
    private const int VocabularySize = 151_936, Rows = 16, WarmUp = 48, Samples = 400;
    private const uint Seed = 1;

    public static void Run()
    {
        LlamaCppSamplers? api = LlamaCppSamplers.Load(out string source);
        Console.WriteLine($"Sampling one of {VocabularySize} tokens, median of {Samples} interleaved calls over {Rows} rows of logits");
        Console.WriteLine($"llama.cpp: {source}");
        Console.WriteLine();
        float[][] peaked = [.. Enumerable.Range(0, Rows).Select(seed => LogitProfile.Peaked(VocabularySize, seed))];
        float[][] flat = [.. Enumerable.Range(0, Rows).Select(seed => LogitProfile.Flat(VocabularySize, seed))];

        var all = new SamplingOptions { TopP = 1 };
        var topKTopP = new SamplingOptions { TopK = 40 };
        var topP = new SamplingOptions();
        WarmUpCode(peaked, topKTopP with { LogProbabilities = true, ConfidenceTopK = 20, RepetitionPenalty = 1.1f });
        WarmUpCode(peaked, topP);
        WarmUpCode(flat, all);
        Console.WriteLine("| settings | logits | here, µs | llama.cpp, µs | times as fast | here, bytes per token |");
        Console.WriteLine("|---|---|--:|--:|--:|--:|");
        foreach ((string name, float[][] rows) in new[] { ("peaked", peaked), ("flat", flat) })
        {
            Compare("greedy", name, rows, new SamplingOptions { Temperature = 0 }, api, a => [a.Greedy()]);
            Compare("temperature 0.6, top-k 40, top-p 0.95", name, rows, topKTopP, api, a => [a.TopK(40), a.TopP(0.95f), a.Temperature(0.6f), a.Distribution(Seed)]);
            Compare("temperature 0.6, top-p 0.95", name, rows, topP, api, a => [a.TopP(0.95f), a.Temperature(0.6f), a.Distribution(Seed)]);
            Compare("temperature 0.6", name, rows, all, api, a => [a.Temperature(0.6f), a.Distribution(Seed)]);
            Compare("top-k 40, top-p 0.95, penalty 1.1", name, rows, topKTopP with { RepetitionPenalty = 1.1f }, null, null);
            Compare("top-k 40, top-p 0.95, log-probability", name, rows, topKTopP with { LogProbabilities = true }, null, null);
            Compare("top-k 40, top-p 0.95, log-probability, confidence of 20", name, rows, topKTopP with { LogProbabilities = true, ConfidenceTopK = 20 }, null, null);
        }
    }

    private static void Compare(string settings, string profile, float[][] rows, SamplingOptions options, LlamaCppSamplers? api, Func<LlamaCppSamplers, nint[]>? steps)
    {
        var sampler = new Sampler(options, VocabularySize, Seed, new SamplerWorkspace(VocabularySize));
        using LlamaCppChain? chain = api is null || steps is null ? null : new LlamaCppChain(api, VocabularySize, steps(api));
        double[] here = new double[Samples], there = new double[Samples];
        long bytes = 0;
        for (int i = -WarmUp; i < Samples; i++)
        {
            float[] logits = rows[(i + WarmUp) % Rows];
            long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            sampler.Sample(logits);
            double elapsed = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            if (i >= 0)
            {
                here[i] = elapsed;
                bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            }

            if (chain is null) continue;
            start = Stopwatch.GetTimestamp();
            chain.Sample(logits);
            elapsed = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            if (i >= 0) there[i] = elapsed;
        }

        double ours = Median(here);
        string theirs = chain is null ? "| |" : string.Create(CultureInfo.InvariantCulture, $"| {Median(there):F0} | {Median(there) / ours:F1} |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {settings} | {profile} | {ours:F0} {theirs} {(double)bytes / Samples:F0} |"));
    }

    // Until the runtime has put its optimised code in place, which it does in the background.
    private static void WarmUpCode(float[][] rows, SamplingOptions options)
    {
        var sampler = new Sampler(options, VocabularySize, Seed, new SamplerWorkspace(VocabularySize));
        for (int i = 0; i < 300; i++)
        {
            sampler.Sample(rows[i % Rows]);
            if (i % 60 == 0) Thread.Sleep(150);
        }
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
