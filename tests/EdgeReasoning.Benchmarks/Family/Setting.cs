using EdgeReasoning.Budgets;
using EdgeReasoning.Scaling;

namespace EdgeReasoning.Benchmarks.Family;

/// <summary>What is measured of one model.</summary>
internal sealed record Setting(string Name)
{
    public Form Form { get; init; }

    public TokenBudget Budget { get; init; } = TokenBudget.Unlimited;

    public ScalingPolicy Scaling { get; init; } = ScalingPolicies.Single;

    /// <summary>The N of the sentence that a budgeted model was trained on; null asks without.</summary>
    public int? AskedTokens { get; init; }

    /// <summary>Questions at the most: votes cost sixteen times as much.</summary>
    public int MaxQuestions { get; init; } = int.MaxValue;

    // The answer has room for a number in a box, and none to think on in.
    public static Setting Cut(int tokens) => new(FormattableString.Invariant($"cut at {tokens}"))
    {
        Budget = TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = tokens, AnswerTokens = 12 }),
    };

    public static Setting Asked(int tokens) => new(FormattableString.Invariant($"asked for {tokens}")) { AskedTokens = tokens };
}
