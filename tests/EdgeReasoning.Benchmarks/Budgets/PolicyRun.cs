using EdgeReasoning.Benchmarks.Family;
using EdgeReasoning.Budgets;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Statistics;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Benchmarks.Budgets;

/// <summary>Asks the test questions under one budget, many at once; every question has its own seed, the same under every budget.</summary>
internal static class PolicyRun
{
    public const int ParallelTraces = 32, SequenceTokens = 640;

    // Each leaves a sequence free, so that no probe has to wait.
    private const int Requests = ParallelTraces / 2;

    public static async Task<PolicyRow> MeasureAsync(Bench bench, string model, string policy, TokenBudget budget, int questions)
    {
        IReadOnlyList<Question> asked = bench.Questions(questions);
        var traces = new Trace[asked.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, asked.Count), new ParallelOptions { MaxDegreeOfParallelism = Requests }, async (i, _) =>
        {
            var options = new ReasoningOptions { Budget = budget, Scaling = ScalingPolicies.Single, Seed = (ulong)i + 1 };
            traces[i] = (await bench.Engine.ReasonAsync(asked[i].Text, options)).Chosen;
        });
        bool[] right = [.. traces.Select((trace, i) => trace.Extracted?.Normalized == asked[i].Answer)];
        Interval interval = Proportion.Wilson(right.Count(value => value), right.Length);
        var row = new PolicyRow(
            model, policy, asked.Count, traces.Average(Thinking), traces.Average(trace => trace.Tokens.Count), traces.Average(trace => trace.Usage.ProbeTokens),
            right.Count(value => value) / (double)right.Length, interval.Lower, interval.Upper, traces.Count(trace => trace.Interventions.Count > 0) / (double)traces.Length)
        {
            Right = right,
        };
        Console.Error.WriteLine(FormattableString.Invariant($"{model} {policy}: {row.Accuracy:P1}, {row.MeanThinking:0.0} thinking tokens"));
        return row;
    }

    /// <summary>Closing texts stand in the thinking, but the model did not think them.</summary>
    private static double Thinking(Trace trace) => Math.Max(0, trace.Usage.ThinkingTokens - trace.Interventions.Sum(intervention => Math.Max(0, intervention.Tokens - 1)));
}
