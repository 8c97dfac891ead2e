using EdgeReasoning.Traces;

namespace EdgeReasoning.Reasoning;

/// <summary>What two short generations showed of a budget.</summary>
/// <param name="Effect">What the budget did.</param>
/// <param name="Without">The reply without it.</param>
/// <param name="With">The reply with it, from the same seed.</param>
public sealed record BudgetControlResult(BudgetEffect Effect, Trace Without, Trace With)
{
    /// <summary>Whether the budget itself stepped in: by closing or extending the thinking, or by cutting the reply. A soft budget has an effect without that.</summary>
    public bool Intervened => With.Interventions.Count > Without.Interventions.Count || With.StopReason != Without.StopReason || With.ThinkingStop != Without.ThinkingStop;

    /// <summary>The outcome in a sentence; what to try where there was no effect.</summary>
    public string Explanation => Effect switch
    {
        BudgetEffect.None => FormattableString.Invariant(
            $"The budget had no effect: {Without.Usage.ThinkingTokens} thinking tokens with and without it. Ask a question that takes longer, tighten the budget, or take one that this model obeys."),
        _ => FormattableString.Invariant(
            $"With the budget the reply is {(Effect == BudgetEffect.Shorter ? "shorter" : "longer")}: {With.Usage.ThinkingTokens} thinking tokens instead of {Without.Usage.ThinkingTokens}, {With.Usage.OutputTokens} in all instead of {Without.Usage.OutputTokens}."),
    };
}
