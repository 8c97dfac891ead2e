using EdgeReasoning.Budgets;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Evaluation.StoryMath;
using EdgeReasoning.Performance;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;

namespace EdgeReasoning.Benchmarks.Planning;

/// <summary>Measures configurations one request at a time, on questions of the dev split, which are none of those that plans are judged by.</summary>
internal static class EvidenceRun
{
    private const int AnswerTokens = 12, NoThinkSamples = 8;
    private const ulong Seed = 1;

    /// <summary>Thinking as long as it likes, cut at some lengths, and not at all, once and with a vote.</summary>
    public static IReadOnlyList<Configuration> Grid(string model) =>
    [
        new() { Model = model, Budget = new("no limit", TokenBudget.Create().Limit(new LimitOptions { AnswerTokens = AnswerTokens })) },
        .. new[] { 128, 64, 32 }.Select(limit => new Configuration { Model = model, Budget = new(FormattableString.Invariant($"limit {limit}"), TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = limit, AnswerTokens = AnswerTokens })) }),
        .. new[] { ScalingChoice.Single, ScalingChoice.Majority(NoThinkSamples) }.Select(scaling => new Configuration
        {
            Model = model,
            Budget = new("no thinking", TokenBudget.Create().NoThinking().Limit(new LimitOptions { AnswerTokens = AnswerTokens })),
            Scaling = scaling,
        }),
    ];

    public static async Task<ConfigurationResult> MeasureAsync(IReasoningEngine engine, Configuration configuration, int questions)
    {
        var outcomes = new List<QuestionOutcome>(questions);
        string device = "";
        foreach (StoryProblem problem in Stories.Take(StorySplit.Dev, questions))
        {
            ReasoningResult result = await engine.ReasonAsync(problem.Question, new ReasoningOptions
            {
                Budget = configuration.Budget.Budget, Scaling = configuration.Scaling.Policy, Sampling = configuration.Sampling, Seed = Seed + (ulong)problem.Index,
            });
            device = result.Identity.Device;
            bool isRight = result.Vote.Answer == problem.Answer.ToString(System.Globalization.CultureInfo.InvariantCulture);
            outcomes.Add(new QuestionOutcome(
                FormattableString.Invariant($"dev {problem.Index}"), isRight, result.Usage.InputTokens, result.Usage.ThinkingTokens, result.Usage.OutputTokens + result.Usage.ProbeTokens,
                result.Traces.Max(trace => trace.Tokens.Count), result.Traces.Count, result.Timing.Total.TotalSeconds, null));
        }

        return new ConfigurationResult { Configuration = configuration, Outcomes = outcomes, Timing = Provenance.Measured, Device = device };
    }
}
