using EdgeReasoning.Benchmarks.Budgets;
using EdgeReasoning.Benchmarks.Family;
using EdgeReasoning.Budgets;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;
using EdgeReasoning.Planning;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Statistics;

namespace EdgeReasoning.Benchmarks.Planning;

/// <summary>
/// Whether plans keep their promise: every question with every deadline, asked of an engine that plans each request; and of the most accurate single configurations that keep
/// that deadline, or all of them, under the same hard deadline.
/// </summary>
internal sealed class PromiseTable(IReadOnlyList<ConfigurationResult> evidence, IReadOnlyDictionary<string, DeviceProfile>? profiles, IReadOnlyList<PlannedModel> models, IReadOnlyList<Question> questions)
{
    private const double RelativeSlack = 0.02, AbsoluteSlack = 0.005;

    private static readonly double[] s_deadlines = [0.1, 0.2, 0.5, 1, 2, 3];

    private readonly Planner _planner = Planner.From(evidence, profiles);
    private readonly Planner _exact = Planner.From(evidence, profiles, new PlannerOptions { NoiseLevel = 1 });

    public async Task<IReadOnlyList<PromiseRow>> MeasureAsync()
    {
        await using PlannedEngine engine = _planner.AsEngine(models);
        await AskAllAsync(engine);
        List<PromiseRow> rows = [];
        PlanCandidate tightest = Best(s_deadlines.Min());
        foreach (double deadline in s_deadlines)
        {
            rows.Add(await MeasureAsync(engine, deadline, Best(deadline), tightest));
            Console.Error.WriteLine(rows[^1]);
        }

        return rows;
    }

    public static string ToMarkdown(IReadOnlyList<PromiseRow> rows)
    {
        string table = MarkdownTable.Of(
            "deadline|configuration|feasible|seconds at 95 %, predicted|actual|kept|accuracy, predicted|actual|best fixed for this deadline|best fixed for all",
            rows.Select(row => (FormattableString)$"{row.Deadline} s|{row.Configuration}|{Percent(row.ShareFeasible)}|{row.PredictedSeconds:0.000} s|{row.ActualSeconds:0.000} s|{Percent(row.ShareKept)}|{Percent(row.PredictedAccuracy)}|{Share(row.Right, row.Requests)}|{Percent((double)row.FixedRight / row.Requests)} ({row.FixedConfiguration})|{Percent((double)row.TightestRight / row.Requests)}"));
        int all = rows.Sum(row => row.Requests);
        return FormattableString.Invariant($"{table}\nOver all deadlines: planned {Share(rows.Sum(row => row.Right), all)}, the best single configuration that keeps them all {Share(rows.Sum(row => row.TightestRight), all)}.");
    }

    private PlanCandidate Best(double deadline)
    {
        Plan plan = _exact.Choose(new Constraints { Latency = TimeSpan.FromSeconds(deadline) });
        return plan.Choice ?? plan.Alternatives[0];
    }

    private async Task<PromiseRow> MeasureAsync(PlannedEngine engine, double deadline, PlanCandidate best, PlanCandidate tightest)
    {
        var within = new Constraints { Latency = TimeSpan.FromSeconds(deadline) };
        List<PlannedResult> answers = [];
        List<double> seconds = [];
        foreach ((int i, Question question) in questions.Index())
        {
            long start = TimeProvider.System.GetTimestamp();
            answers.Add(await engine.ReasonWithinAsync(question.Text, within, new ReasoningOptions { Seed = (ulong)i }));
            seconds.Add(TimeProvider.System.GetElapsedTime(start).TotalSeconds);
        }

        return new PromiseRow(
            deadline, questions.Count,
            answers.GroupBy(answer => answer.Used.Result.Configuration.Name).MaxBy(group => group.Count())!.Key,
            answers.Count(answer => answer.Plan.IsFeasible) / (double)answers.Count,
            answers.Average(answer => answer.Used.Seconds.Value), Descriptive.Percentile([.. seconds], 95),
            seconds.Count(time => time <= deadline + Math.Max(AbsoluteSlack, RelativeSlack * deadline)) / (double)seconds.Count,
            answers.Average(answer => answer.Used.Accuracy.Value), answers.Zip(questions).Count(pair => IsRight(pair.First.Result, pair.Second)),
            best.Result.Configuration.Name, await CountRightAsync(best, deadline), await CountRightAsync(tightest, deadline));
    }

    private async Task<int> CountRightAsync(PlanCandidate candidate, double deadline)
    {
        Configuration configuration = candidate.Result.Configuration;
        await using IReasoningEngine engine = await models.Single(model => model.Name == configuration.Model).LoadAsync(CancellationToken.None);
        int right = 0;
        foreach ((int i, Question question) in questions.Index())
        {
            ReasoningResult result = await engine.ReasonAsync(question.Text, new ReasoningOptions
            {
                Budget = configuration.Budget.Budget.Deadline(TimeSpan.FromSeconds(deadline)), Scaling = configuration.Scaling.Policy, Sampling = configuration.Sampling, Seed = (ulong)i,
            });
            if (IsRight(result, question)) right++;
        }

        return right;
    }

    /// <summary>Asks with every deadline once, so that every model that will be wanted is loaded, and what is compiled with the first request is.</summary>
    private async Task AskAllAsync(PlannedEngine engine)
    {
        foreach (double deadline in s_deadlines) await engine.ReasonWithinAsync(questions[0].Text, new Constraints { Latency = TimeSpan.FromSeconds(deadline) });
    }

    private static bool IsRight(ReasoningResult result, Question question) => result.Vote.Answer == question.Answer;

    private static string Percent(double share) => FormattableString.Invariant($"{100 * share:0.0} %");

    private static string Share(int right, int requests)
    {
        Interval interval = Proportion.Wilson(right, requests);
        return FormattableString.Invariant($"{100.0 * right / requests:0.0} % ({100 * interval.Lower:0.0} to {100 * interval.Upper:0.0})");
    }
}
