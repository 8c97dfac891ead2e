using EdgeReasoning.Budgets;
using EdgeReasoning.Evaluation;

namespace EdgeReasoning.Reporting;

/// <summary>A budget that was read from a file, where only its name stands, and whose name does not say what it is: it can be shown, and refuses to run.</summary>
internal sealed class NamedBudget(string name) : BudgetPolicy
{
    /// <summary>The budget that a name says (<see cref="BudgetChoice.Parse"/>), or one that can only be shown.</summary>
    public static BudgetChoice Choice(string name)
    {
        try
        {
            return BudgetChoice.Parse(name) is { } known && known.Name == name ? known : Shown(name);
        }
        catch (FormatException)
        {
            return Shown(name);
        }
    }

    private static BudgetChoice Shown(string name) => new(name, TokenBudget.Create().With(new NamedBudget(name)));

    protected internal override void Prepare(BudgetPlan plan) => plan.Refuse(Refusal(name));

    protected internal override BudgetMeter Start(BudgetContext context) => throw new InvalidOperationException(Refusal(name));

    private static string Refusal(string name) =>
        $"The budget '{name}' was read from a study's JSON, which holds its name only. Take the BudgetChoice of that name with which the study was made.";
}
