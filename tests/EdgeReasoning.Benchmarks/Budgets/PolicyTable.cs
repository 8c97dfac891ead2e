using EdgeReasoning.Budgets;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Pareto;
using EdgeReasoning.Statistics;

namespace EdgeReasoning.Benchmarks.Budgets;

/// <summary>Accuracy against thinking tokens for every policy: prompts, forced ends, and, where the family is there, a model trained to keep budgets.</summary>
internal sealed class PolicyTable(IReadOnlyList<PolicyRow> rows)
{
    private const int SoftFrom = 3;
    private const string TrainedSentence = "Think for at most {tokens} tokens.";

    private static readonly int[] s_limits = [8, 16, 24, 32, 48, 64, 96, 128], s_asked = [24, 48, 96, 160];

    public IReadOnlyList<PolicyRow> Rows { get; } = rows;

    public static async Task<IReadOnlyList<PolicyRow>> MeasureAsync(string model, int questions)
    {
        List<PolicyRow> rows = [];
        foreach ((string path, IEnumerable<(string Name, TokenBudget Budget)> policies) in Plan(model))
        {
            await using Bench bench = await Bench.LoadAsync(path, PolicyRun.ParallelTraces, PolicyRun.SequenceTokens);
            foreach ((string name, TokenBudget budget) in policies)
                rows.Add(await PolicyRun.MeasureAsync(bench, Path.GetFileNameWithoutExtension(path), name, budget, questions));
        }
        return rows;
    }

    public string ToMarkdown()
    {
        PolicyRow plain = Rows[0];
        return MarkdownTable.Of("model, budget|thinking tokens|output tokens|probe tokens|intervened|accuracy|p against none", Rows.Select(row =>
            (FormattableString)$"{row.Model}, {row.Policy}|{row.MeanThinking:0.0}|{row.MeanOutput:0.0}|{row.MeanProbes:0.0}|{100 * row.ShareIntervened:0} %|{100 * row.Accuracy:0.0} % ({100 * row.Lower:0.0} to {100 * row.Upper:0.0})|{(row == plain ? "" : McNemar.Exact([.. row.Right], [.. plain.Right]).PValue.ToString("0.0e+0", System.Globalization.CultureInfo.InvariantCulture))}"));
    }

    public string ToSvg()
    {
        var frontier = new ParetoFrontier<PolicyRow>(
            Objective.Minimize<PolicyRow>("thinking tokens, mean", row => row.MeanThinking),
            Objective.Maximize<PolicyRow>("accuracy, %", row => 100 * row.Accuracy));
        frontier.AddRange(Rows);
        return new FrontierChart<PolicyRow>(frontier.Snapshot(), new FrontierChartOptions<PolicyRow>
        {
            Title = "Budgets: accuracy over thinking tokens",
            Label = row => row.Model.Contains("budgeted", StringComparison.Ordinal) ? $"trained: {row.Policy}" : row.Policy,
        }).ToSvg();
    }

    private static IEnumerable<(string Path, IEnumerable<(string Name, TokenBudget Budget)> Policies)> Plan(string model)
    {
        yield return (model, Forced(spellsWait: model != TinyModels.PrototypeReasoner).Concat(Asked()));
        if (File.Exists(TinyModels.BudgetedMiddle)) yield return (TinyModels.BudgetedMiddle, Asked().Prepend(("none", TokenBudget.Unlimited)));
        if (File.Exists(TinyModels.DirectMiddle)) yield return (TinyModels.DirectMiddle, [("none", TokenBudget.Unlimited)]);
    }

    private static IEnumerable<(string Name, TokenBudget Budget)> Asked() => s_asked.Select(tokens =>
        ($"AskFor {tokens}", TokenBudget.Create().AskFor(new AskForOptions { Tokens = tokens, Text = TrainedSentence })));

    private static IEnumerable<(string Name, TokenBudget Budget)> Forced(bool spellsWait)
    {
        TokenBudget none = TokenBudget.Create();
        yield return ("none", none);
        yield return ("NoThinking", none.NoThinking());
        foreach (int tokens in s_limits) yield return ($"Limit {tokens}", none.Limit(tokens));
        foreach (int tokens in s_limits[SoftFrom..]) yield return ($"Limit {tokens}, CloseSoftly", none.Limit(tokens).CloseSoftly());
        yield return ("Limit 64, CloseSoftly among 2", none.Limit(64).CloseSoftly(new CloseSoftlyOptions { Rank = 2 }));
        yield return ("Limit 96 in all", none.Limit(new LimitOptions { TotalTokens = 96, AnswerReserve = 8 }));
        // A text that the prototype's vocabulary has too.
        yield return ("Extend once", none.Extend(new ExtendOptions { Times = 1, Text = spellsWait ? "Wait" : ";" }));
        yield return ("Extend to 64", none.Extend(new ExtendOptions { MinThinkingTokens = 64, Text = spellsWait ? "Wait" : ";" }));
        yield return ("Effort low", none.Effort(EffortLevel.Low));
        yield return ("StopWhenLooping", none.StopWhenLooping());
        yield return ("StopWhenStable, 3 of 16", none.StopWhenStable(ProbeTable.Options(StableRule.Agreement, 16, 3)));
        yield return ("StopWhenStable, 2 of 8", none.StopWhenStable(ProbeTable.Options(StableRule.Agreement, 8, 2)));
        yield return ("StopWhenStable, Dynasor 3 of 16", none.StopWhenStable(ProbeTable.Options(StableRule.Dynasor, 16, 3)));
        yield return ("StopWhenStable, DEER 0.95", none.StopWhenStable(ProbeTable.Options(StableRule.Deer, 16, 3)));
        // 16 requests share the steps, so that a second is short.
        yield return ("Deadline 0.5 s", none.Deadline(new DeadlineOptions { Time = TimeSpan.FromSeconds(0.5), AnswerReserve = 8 }));
    }
}
