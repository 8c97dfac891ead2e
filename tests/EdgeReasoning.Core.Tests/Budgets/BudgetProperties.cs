#pragma warning disable NUnit1027 // FsCheck supplies the arguments.

using EdgeReasoning.Budgets;
using EdgeReasoning.Performance;
using FsCheck.NUnit;
using NUnit.Framework;
using Property = FsCheck.NUnit.PropertyAttribute;

namespace EdgeReasoning.Core.Tests.Budgets;

/// <summary>What holds for every stream of tokens and every composition of policies.</summary>
[Properties(MaxTest = 30, QuietOnSuccess = true)]
public sealed class BudgetProperties
{
    private static readonly DeviceProfile s_profile = ArtifactCatalog.Profile(ArtifactModel.Qwen1B5);

    private static readonly Func<int, TokenBudget, TokenBudget>[] s_policies =
    [
        (n, budget) => budget.Limit(n % 60),
        (n, budget) => budget.Limit(new LimitOptions { TotalTokens = 1 + (n % 90) }),
        (n, budget) => budget.Limit(new LimitOptions { AnswerTokens = 1 + (n % 30) }),
        (n, budget) => budget.Limit(new LimitOptions { ThinkingTokens = 1 + (n % 20), PerBlock = true }),
        (_, budget) => budget.NoThinking(),
        (n, budget) => budget.Extend(1 + (n % 40)),
        (n, budget) => budget.Extend(new ExtendOptions { Times = 1 + (n % 4), Text = "so", Accounting = (ExtendAccounting)(n % 3) }),
        (n, budget) => budget.Deadline(TimeSpan.FromSeconds(0.05 + (n % 100 / 100.0))),
        (n, budget) => budget.Energy(0.5 + (n % 100 / 20.0)),
        (n, budget) => budget.AskFor(1 + (n % 100)),
        (_, budget) => budget.Direct(),
        (n, budget) => budget.StopWhenStable(new StopWhenStableOptions { ProbeEvery = 1 + (n % 12), Window = 2 + (n % 2), Rule = (StableRule)(n % 3) }),
        (n, budget) => budget.StopWhenLooping(new StopWhenLoopingOptions { Ngrams = 2, Lines = 2, EntropyWindow = 16, MinEntropyBits = 1 + (n % 2) }),
        (n, budget) => budget.CloseSoftly(new CloseSoftlyOptions { Rank = n % 2 == 0 ? null : 1 + (n % 5) }),
        (n, budget) => budget.Effort((EffortLevel)(n % 4)),
    ];

    [Property]
    public void Observe_AnyPairOfPolicies_KeepsTheHardLimits(int seed, bool opened)
    {
        foreach ((Func<TokenBudget, TokenBudget> one, Func<TokenBudget, TokenBudget> other) in Pairs(seed))
            AssertLimits(Run(one(other(TokenBudget.Create())), seed, opened, out BudgetContext context), context);
    }

    [Property]
    public bool Observe_AnyPairOfPolicies_IsTheSameInBothOrders(int seed, bool opened) => Pairs(seed).All(pair =>
    {
        SimulatedTrace a = Run(pair.One(pair.Other(TokenBudget.Create())), seed, opened, out _);
        SimulatedTrace b = Run(pair.Other(pair.One(TokenBudget.Create())), seed, opened, out _);
        return a.Tokens.SequenceEqual(b.Tokens) && a.Stopped == b.Stopped && a.Interventions.SequenceEqual(b.Interventions) && a.Probes == b.Probes;
    });

    [Property]
    public void Observe_AllPoliciesTogether_KeepTheHardLimits(int seed, bool opened)
    {
        TokenBudget budget = TokenBudget.Create();
        for (int i = 0; i < s_policies.Length; i++) budget = s_policies[i](Number(seed, i), budget);
        AssertLimits(Run(budget, seed, opened, out BudgetContext context), context);
    }

    [Property]
    public bool Observe_EndlessThinking_IsAnsweredWithinAnyLimit(int seed, ushort limit)
    {
        int thinking = limit % 257;
        TokenBudget budget = TokenBudget.Create().Limit(thinking);
        BudgetContext context = Contexts.Of(budget, room: 500);
        // No markers: the thinking never ends by itself.
        SimulatedTrace trace = new SimulatedTrace(budget, context).Run(Stream(seed, 600).Where(token => token is > SimulatedModel.End and not (>= 9 and <= 12)));
        return trace.View.Charged <= thinking && trace.View.Charged >= thinking - 8 && trace.View.Answer.Length > 0;
    }

    [Property]
    public bool Observe_WholeCodePointsOnly_AreNeverCut(int seed, ushort limit)
    {
        int[][] words = [[3], [5], [7], [13, 14], [15, 16, 17], [18, 19], [21]];
        IEnumerable<int> stream = Stream(seed, 300).SelectMany(token => words[token % words.Length]);
        TokenBudget budget = TokenBudget.Create().Limit(limit % 120);
        var trace = new SimulatedTrace(budget, Contexts.Of(budget));
        foreach (int token in stream)
        {
            if (trace.Offer(token).Kind == BudgetDecisionKind.Close) break;
        }
        return trace.View.Charged <= limit % 120 && Utf8Tail.IsComplete(trace.View.Thinking);
    }

    private static void AssertLimits(SimulatedTrace trace, BudgetContext context)
    {
        string what = $"{context.ThinkingLimit} thinking, {context.AnswerLimit} answer, {context.TotalLimit} in all: {string.Join(' ', trace.Tokens)}; {string.Join(' ', trace.Interventions)}";
        Assert.That(trace.Tokens, Has.Count.LessThanOrEqualTo(context.TotalLimit), what);
        Assert.That(trace.View.Charged, Is.LessThanOrEqualTo(context.ThinkingLimit ?? int.MaxValue), what);
        Assert.That(trace.View.AnswerTokens, Is.LessThanOrEqualTo(context.AnswerLimit ?? int.MaxValue), what);
    }

    private static IEnumerable<(Func<TokenBudget, TokenBudget> One, Func<TokenBudget, TokenBudget> Other)> Pairs(int seed)
    {
        for (int i = 0; i < s_policies.Length; i++)
        {
            for (int j = i; j < s_policies.Length; j++)
            {
                (int a, int b) = (i, j);
                yield return (budget => s_policies[a](Number(seed, a), budget), budget => s_policies[b](Number(seed, b + 50), budget));
            }
        }
    }

    private static SimulatedTrace Run(TokenBudget budget, int seed, bool opened, out BudgetContext context)
    {
        context = Contexts.Of(budget, room: 120, profile: s_profile);
        return new SimulatedTrace(budget, context, opened).Run(Stream(seed, 200));
    }

    private static IEnumerable<int> Stream(int seed, int length)
    {
        for (int i = 0; i < length; i++) yield return Number(seed, 1000 + i) % SimulatedModel.Tokens.Length;
    }

    /// <summary>A number from 0 that seed and index decide (SplitMix64's finaliser).</summary>
    private static int Number(int seed, int index)
    {
        ulong z = ((ulong)(uint)seed << 32) + ((ulong)(uint)index * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) & int.MaxValue);
    }
}
