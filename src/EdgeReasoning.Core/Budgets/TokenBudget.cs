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
}
