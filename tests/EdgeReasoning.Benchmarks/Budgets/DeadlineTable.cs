using EdgeReasoning.Benchmarks.Family;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Statistics;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Benchmarks.Budgets;

/// <summary>
/// Requests with a deadline, one after another: how many are over within 2 % or 5 ms of it, and how much of what would have fitted they used.
/// Once as the model thinks, and once with ends of thinking and reply that it cannot choose, so that every deadline cuts.
/// </summary>
internal static class DeadlineTable
{
    private const double RelativeSlack = 0.02, AbsoluteSlack = 0.005;

    private static readonly double[] s_deadlines = [0.2, 0.5, 1, 3];
    private static readonly int[] s_samples = [1, 16];

    public static async Task<IReadOnlyList<DeadlineRow>> MeasureAsync(string model, int questions)
    {
        await using Bench bench = await Bench.LoadAsync(model, parallelTraces: 16, sequenceTokens: 8192);
        List<DeadlineRow> rows = [];
        // What is compiled and paged in with the first request is no matter of budgets.
        await bench.Engine.ReasonAsync(bench.Questions(1)[0].Text, new ReasoningOptions { Scaling = new FixedVote(16), Budget = TokenBudget.Create().Deadline(TimeSpan.FromSeconds(1)) });
        foreach (bool endless in (bool[])[false, true])
        {
            foreach (int samples in s_samples)
            {
                foreach (double seconds in s_deadlines)
                {
                    // Long ones are few: each takes its whole time.
                    int requests = endless ? Math.Clamp((int)(questions / (seconds * 5)), 10, questions) : questions;
                    rows.Add(await MeasureAsync(bench, endless, samples, seconds, requests));
                    Console.Error.WriteLine(rows[^1]);
                }
            }
        }
        return rows;
    }

    public static string ToMarkdown(IReadOnlyList<DeadlineRow> rows) => MarkdownTable.Of(
        "thinking|deadline|samples|requests|kept|median time|worst overrun|answered|tokens used|would have fitted|accuracy",
        rows.Select(row => (FormattableString)$"{row.Thinking}|{row.Seconds} s|{row.Samples}|{row.Requests}|{100 * row.ShareKept:0.0} %|{row.MedianSeconds:0.000} s|{1000 * row.WorstOverrun:0.0} ms|{100 * row.ShareAnswered:0.0} %|{row.TokensUsed:0}|{row.TokensFitted:0}|{100 * row.Accuracy:0.0} %"));

    private static async Task<DeadlineRow> MeasureAsync(Bench bench, bool endless, int samples, double seconds, int requests)
    {
        var options = new ReasoningOptions
        {
            Budget = TokenBudget.Create().Deadline(new DeadlineOptions { Time = TimeSpan.FromSeconds(seconds), AnswerReserve = 8 }),
            Scaling = samples == 1 ? ScalingPolicies.Single : new FixedVote(samples),
            Sampling = endless ? new SamplingOptions { LogitBias = new Dictionary<int, float> { [bench.EndToken] = -100, [bench.EndOfReply] = -100 } } : new SamplingOptions(),
        };
        List<double> times = [], used = [], fitted = [];
        int answered = 0, right = 0, all = 0;
        foreach ((int i, Question question) in bench.Questions(requests).Index())
        {
            long start = TimeProvider.System.GetTimestamp();
            ReasoningResult result = await bench.Engine.ReasonAsync(question.Text, options with { Seed = (ulong)i });
            times.Add(TimeProvider.System.GetElapsedTime(start).TotalSeconds);
            if (result.Chosen.Extracted?.Normalized == question.Answer) right++;
            foreach (Trace trace in result.Traces)
            {
                all++;
                if (trace.Answer.Length > 0) answered++;
                used.Add(trace.Tokens.Count);
                if (trace.Timing.InterToken is { } pace) fitted.Add(Math.Max(0, (seconds - trace.Timing.TimeToFirstToken.TotalSeconds) / pace.Mean.TotalSeconds));
            }
        }
        double[] overruns = [.. times.Select(time => Math.Max(0, time - seconds))];
        return new(
            endless ? "endless" : "its own", seconds, samples, requests,
            overruns.Count(overrun => overrun <= Math.Max(AbsoluteSlack, RelativeSlack * seconds)) / (double)requests,
            Descriptive.Percentile([.. times], 50), overruns.Max(), answered / (double)all, used.Average(), fitted.Average(), right / (double)requests);
    }
}
