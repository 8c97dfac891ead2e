namespace EdgeReasoning.Budgets;

/// <summary>Decides, per trace, how long to think. Compose policies with <see cref="TokenBudget"/>.</summary>
/// <remarks>Immutable and shared by every trace of every request; what changes from token to token lies in the <see cref="BudgetMeter"/>.</remarks>
public abstract class BudgetPolicy
{
    /// <summary>Starts metering one trace. Called once per trace, on the decoding thread; what it throws fails the request.</summary>
    /// <param name="context">What is known of the model, the request and the limits that all policies of the budget have set together.</param>
    protected internal abstract BudgetMeter Start(BudgetContext context);

    /// <summary>Says before the prompt is built what the policy needs: limits, a sentence in the prompt, no thinking. Default nothing.</summary>
    /// <param name="plan">Where to say it. Each policy may tighten it, none can loosen it.</param>
    protected internal virtual void Prepare(BudgetPlan plan)
    {
    }

    /// <summary>Whether the policy watches every token, which only an engine that decodes itself can let it do. False where all it needs is what
    /// <see cref="Prepare"/> says to the plan: an engine over somebody's server can honour it too. Default true.</summary>
    public virtual bool WatchesTokens => true;

    /// <summary>Says before a request starts how many tokens a trace will have by what is known then, where the policy measures in another unit. Default null.</summary>
    /// <param name="context">The same that <see cref="Start"/> is given.</param>
    /// <returns>Tokens of the whole reply, from 0; null where the policy plans none.</returns>
    protected internal virtual int? PlanTokens(BudgetContext context) => null;
}
