namespace EdgeReasoning.Budgets;

/// <summary>What to do at one token, by the state of the trace alone.</summary>
/// <param name="state">The trace so far, and the token that the model has chosen next.</param>
public delegate BudgetDecision BudgetRule(in ThinkingState state);
