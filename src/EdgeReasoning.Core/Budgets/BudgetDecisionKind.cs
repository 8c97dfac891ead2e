namespace EdgeReasoning.Budgets;

/// <summary>What to do with a trace. Of several decisions at one token the last in this order wins.</summary>
public enum BudgetDecisionKind
{
    /// <summary>Take the token and go on.</summary>
    Continue,

    /// <summary>The model wants to end its thinking; make it think on with a text instead. Without effect at other tokens and in the answer.</summary>
    Extend,

    /// <summary>Take the token, and look beside the trace at the answer the model would give now. Without effect in the answer, and while a probe is under way.</summary>
    Probe,

    /// <summary>Drop the token, end the thinking with the family's closing text and end marker, and go on with the answer. Without effect in the answer.</summary>
    Close,

    /// <summary>Drop the token and end the trace here.</summary>
    Stop,
}
