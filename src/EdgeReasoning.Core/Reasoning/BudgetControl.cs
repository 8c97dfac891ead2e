using EdgeReasoning.Budgets;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Reasoning;

/// <summary>A positive control: shows with two short generations that a budget has an effect on a model, before hours are spent on measuring it.</summary>
public static class BudgetControl
{
    /// <summary>Answers one question without and with a budget, from the same seed, and compares.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="budget">The budget in question.</param>
    /// <param name="prompt">A question that the model thinks about for longer than the budget allows, or shorter than it asks for.</param>
    /// <param name="maxTokens">Tokens that each of the two replies may have at the most, from 16. Default 1024.</param>
    /// <param name="seed">The seed of both. Default 0.</param>
    /// <param name="cancellationToken">Cancels both.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxTokens"/> is less than 16.</exception>
    /// <exception cref="ArgumentException">The model cannot honour the budget, or the prompt does not fit.</exception>
    public static async Task<BudgetControlResult> RunAsync(
        IReasoningEngine engine, TokenBudget budget, ReasoningPrompt prompt, int maxTokens = 1024, ulong seed = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(prompt);
        if (maxTokens < 16) throw new ArgumentOutOfRangeException(nameof(maxTokens), maxTokens, "Too few tokens to see an effect in; give 16 or more.");
        TokenBudget shortly = TokenBudget.Create().Limit(new LimitOptions { TotalTokens = maxTokens });
        Trace without = await AskAsync(shortly).ConfigureAwait(false);
        Trace with = await AskAsync(shortly.And(budget)).ConfigureAwait(false);
        return new BudgetControlResult(Compare(without, with), without, with);

        async Task<Trace> AskAsync(TokenBudget tokens) => (await engine.ReasonAsync(
            prompt, new ReasoningOptions { Budget = tokens, Scaling = ScalingPolicies.Single, Seed = seed }, cancellationToken).ConfigureAwait(false)).Chosen;
    }

    private static BudgetEffect Compare(Trace without, Trace with)
    {
        int difference = with.Usage.ThinkingTokens.CompareTo(without.Usage.ThinkingTokens);
        if (difference == 0) difference = with.Usage.OutputTokens.CompareTo(without.Usage.OutputTokens);
        return difference switch { < 0 => BudgetEffect.Shorter, > 0 => BudgetEffect.Longer, _ => BudgetEffect.None };
    }
}
