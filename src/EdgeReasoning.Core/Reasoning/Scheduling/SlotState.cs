namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>Where a trace stands.</summary>
/// <remarks><code>Free → Prefilling → Decoding → Free,  Free → AwaitingPrompt → Decoding → Free</code></remarks>
internal enum SlotState
{
    /// <summary>No trace.</summary>
    Free,

    /// <summary>Its prompt, or what of it is missing, is being decoded in its own sequence.</summary>
    Prefilling,

    /// <summary>Its prompt is being decoded in a sibling's sequence, and will be forked from there.</summary>
    AwaitingPrompt,

    /// <summary>It is being decoded token by token.</summary>
    Decoding,
}
