using EdgeReasoning.Benchmarks.Family;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Benchmarks.Budgets;

/// <summary>What probing takes, token by token, and what it saves.</summary>
internal static class ProbeTable
{
    private const int AnswerTokens = 8;

    /// <summary>Probes for the tiny models, whose answers are a few digits.</summary>
    public static StopWhenStableOptions Options(StableRule rule, int every, int window) =>
        new() { Rule = rule, ProbeEvery = every, Window = window, Probe = new ProbeOptions { MaxTokens = AnswerTokens } };

    public static async Task<IReadOnlyList<ProbeRow>> MeasureAsync(string model, int questions)
    {
        await using Bench bench = await Bench.LoadAsync(model, PolicyRun.ParallelTraces, PolicyRun.SequenceTokens);
        await AccountAsync(bench);
        PolicyRow plain = await PolicyRun.MeasureAsync(bench, "", "none", TokenBudget.Unlimited, questions);
        List<ProbeRow> rows = [];
        foreach ((StableRule rule, int every, int window) in (IEnumerable<(StableRule, int, int)>)
            [(StableRule.Agreement, 4, 2), (StableRule.Agreement, 8, 2), (StableRule.Agreement, 8, 3), (StableRule.Agreement, 16, 2), (StableRule.Agreement, 16, 3), (StableRule.Dynasor, 8, 3), (StableRule.Deer, 8, 2), (StableRule.Deer, 16, 2)])
        {
            string name = rule == StableRule.Deer ? "DEER, 0.95" : $"{rule}, {window} in a row";
            PolicyRow row = await PolicyRun.MeasureAsync(bench, "", name, TokenBudget.Create().StopWhenStable(Options(rule, every, window)), questions);
            rows.Add(new(name, every, row.Questions, plain.MeanThinking, row.MeanThinking, row.MeanProbes, plain.Accuracy, row.Accuracy));
        }
        return rows;
    }

    public static string ToMarkdown(IReadOnlyList<ProbeRow> rows) => MarkdownTable.Of(
        "rule|every|thinking without|with|saved|probe tokens|accuracy without|with|points lost",
        rows.Select(row => (FormattableString)$"{row.Rule}|{row.Every}|{row.ThinkingBefore:0.0}|{row.Thinking:0.0}|{100 * row.Saved:0} %|{row.Probes:0.0}|{100 * row.AccuracyBefore:0.0} %|{100 * row.Accuracy:0.0} %|{100 * row.Lost:0.0}"));

    /// <summary>One trace that is probed three times and never settles: where each of its tokens went.</summary>
    private static async Task AccountAsync(Bench bench)
    {
        Question question = bench.Questions(1)[0];
        int closing = bench.Engine.Describe(question.Text) is { ClosingText: var text }
            ? bench.Model.Tokenize(text, false, false).Length + 1 + bench.Model.Tokenize(bench.Engine.Thinking.AfterClose, false, false).Length
            : 0;
        ReasoningResult result = await bench.Engine.ReasonAsync(question.Text, new ReasoningOptions
        {
            Sampling = new SamplingOptions { LogitBias = new Dictionary<int, float> { [bench.EndToken] = -100, [bench.EndOfReply] = -100 } },
            Budget = TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = 70, AnswerTokens = AnswerTokens }).StopWhenStable(Options(StableRule.Agreement, 20, 9)),
            Seed = 1,
        });
        TokenUsage usage = result.Chosen.Usage;
        Console.WriteLine(FormattableString.Invariant(
            $"3 probes of a trace with {usage.InputTokens} tokens of prompt and {usage.ThinkingTokens} of thinking: {usage.ProbeTokens} probe tokens; at most 3 · ({closing} of closing + {AnswerTokens} of answer) = {3 * (closing + AnswerTokens)}, and a prompt sent again would be {3 * usage.InputTokens} more.\n"));
    }
}
