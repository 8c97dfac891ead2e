using EdgeReasoning.Budgets;

/// <summary>A budget policy of one's own: closes the thinking at a text, such as a blank line.</summary>
public sealed class StopAtText(string text) : BudgetPolicy
{
    protected override BudgetMeter Start(BudgetContext context) => BudgetMeter.From(
        (in ThinkingState state) => state.IsThinking && state.TextEndsWith(text) ? BudgetDecision.Close : BudgetDecision.Continue);
}
