using EdgeReasoning.Benchmarks.Budgets;
using EdgeReasoning.Benchmarks.Measuring;

namespace EdgeReasoning.Benchmarks.Growing;

/// <summary>How the time of what is done often grows with what can be large: sequences, context, requests, vocabulary, questions, points.</summary>
internal static class GrowthBenchmark
{
    public static async Task Run(string[] args)
    {
        var rows = new List<GrowthRow>();
        foreach (Task<GrowthRow> row in EngineGrowth.Rows().Concat(DataGrowth.Rows()))
        {
            rows.Add(await row);
            Console.Error.WriteLine($"{rows[^1].Operation}: {string.Join(", ", rows[^1].Sizes.Zip(rows[^1].Seconds, (n, seconds) => $"{n}: {1e6 * seconds:0.0} µs"))}");
        }

        Console.WriteLine("Fitted to the medians; the upper exponent is that of the larger half of the sizes");
        Console.WriteLine();
        Console.Write(MarkdownTable.Of("operation|n|from|to|µs at the smallest|µs at the largest|exponent|upper exponent|may be|", rows.Select(row => (FormattableString)
            $"{row.Operation}|{row.Size}|{row.Sizes[0]:N0}|{row.Sizes[^1]:N0}|{1e6 * row.Seconds[0]:N1}|{1e6 * row.Seconds[^1]:N1}|{row.Exponent:0.00}|{row.UpperExponent:0.00}|{row.Limit:0.00}|{(row.StandsOut ? "grows too fast" : "")}")));
        ResultFile.Write(args.FirstOrDefault(), "growth", rows);
    }
}
