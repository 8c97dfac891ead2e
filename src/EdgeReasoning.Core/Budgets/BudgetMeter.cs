namespace EdgeReasoning.Budgets;

/// <summary>The part of a budget policy that watches one trace, token by token.</summary>
/// <remarks>Used by the decoding thread alone. It is on the path of every token: keep it short, and free of allocation.</remarks>
public abstract class BudgetMeter
{
    /// <summary>A meter that never interferes; for policies that only shape the prompt or set limits.</summary>
    public static BudgetMeter Idle { get; } = From(static (in ThinkingState _) => BudgetDecision.Continue);

    /// <summary>Makes a meter of a rule that keeps nothing between tokens.</summary>
    /// <param name="rule">What to do at each token.</param>
    public static BudgetMeter From(BudgetRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new RuleMeter(rule);
    }

    /// <summary>Decides whether the token the model has just chosen is taken, or something else is done. Called for every token, in thinking and in the answer.</summary>
    /// <param name="state">The trace so far, and the token.</param>
    public abstract BudgetDecision Observe(in ThinkingState state);

    /// <summary>Takes what came of a probe that this meter asked for with <see cref="BudgetDecision.Probe"/>. Default nothing; decide at the next token.</summary>
    /// <param name="result">What the model would answer now.</param>
    public virtual void ObserveProbe(in ProbeResult result)
    {
    }

    private sealed class RuleMeter(BudgetRule rule) : BudgetMeter
    {
        public override BudgetDecision Observe(in ThinkingState state) => rule(in state);
    }
}
