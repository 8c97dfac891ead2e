namespace EdgeReasoning.Traces;

/// <summary>What the library wrote into a trace.</summary>
public enum InterventionKind
{
    /// <summary>The end of the thinking, with the family's closing text.</summary>
    Close,

    /// <summary>A text that makes the model think on, such as "Wait".</summary>
    Extend,
}
