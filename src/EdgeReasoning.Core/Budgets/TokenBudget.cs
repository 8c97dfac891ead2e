using System.Collections.Immutable;

namespace EdgeReasoning.Budgets;

/// <summary>Budget policies that hold together. Each may tighten, none may loosen, and the order in which they were added makes no difference.</summary>
/// <remarks>Immutable: every method returns another budget.</remarks>
public sealed class TokenBudget
{
    private TokenBudget(ImmutableArray<BudgetPolicy> policies) => Policies = policies;

    /// <summary>A budget without policies: the model thinks as long as it likes and the context holds.</summary>
    public static TokenBudget Unlimited { get; } = new([]);

    /// <summary>The policies, in the order they were added.</summary>
    public ImmutableArray<BudgetPolicy> Policies { get; }

    /// <summary>Begins a budget.</summary>
    public static TokenBudget Create() => Unlimited;

    /// <summary>Adds a policy, one's own for instance.</summary>
    /// <param name="policy">The policy.</param>
    public TokenBudget With(BudgetPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new(Policies.Add(policy));
    }

    /// <summary>Adds the policies of another budget.</summary>
    /// <param name="other">The other budget.</param>
    public TokenBudget And(TokenBudget other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Policies.IsEmpty ? this : Policies.IsEmpty ? other : new(Policies.AddRange(other.Policies));
    }

    /// <summary>The earliest of the deadlines among the policies; null where there is none.</summary>
    public TimeSpan? EarliestDeadline => Policies.OfType<DeadlinePolicy>().Min(policy => (TimeSpan?)policy.Time);

    /// <summary>Has every policy say what it needs: for engines of one's own. A request whose plan has <see cref="BudgetPlan.Refusals"/> afterwards is to be refused.</summary>
    /// <param name="plan">The plan of one request.</param>
    public void Prepare(BudgetPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (BudgetPolicy policy in Policies) policy.Prepare(plan);
        if (plan.ThinkingLimit == 0) plan.SkipThinking();
        if (plan is { SkipsThinking: true, CanSkipThinking: false })
            plan.Refuse($"{plan.Model.Name} ({plan.Thinking.Family}) knows no way to answer without thinking. Give a ThinkingFormat with a NoThinkingPrefill, or limit the thinking to 1 token or more.");
    }

    /// <summary>Tokens of a trace that the policies plan for before it starts: the fewest of any; null where none does.</summary>
    internal int? PlanTokens(BudgetContext context)
    {
        int? fewest = null;
        foreach (BudgetPolicy policy in Policies)
        {
            if (policy.PlanTokens(context) is { } tokens) fewest = Math.Min(tokens, fewest ?? tokens);
        }
        return fewest;
    }
}
