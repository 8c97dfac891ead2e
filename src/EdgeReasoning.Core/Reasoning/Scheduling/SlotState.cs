namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>Where a trace stands.</summary>
/// <remarks><code>
///   Free → Running → Free,  Free → AwaitingPrompt → Running → Free,  Running → Kept → Running | Free,  Running | Kept → Retired → Running | Free
/// </code></remarks>
internal enum SlotState
{
    /// <summary>No trace.</summary>
    Free,

    /// <summary>Its prompt is being decoded in a sibling's sequence, and will be forked from there.</summary>
    AwaitingPrompt,

    /// <summary>It is being decoded: its prompt, what was forced, or token by token.</summary>
    Running,

    /// <summary>The trace has finished, and its prompt stays in memory for the request's next ones.</summary>
    Kept,

    /// <summary>The request has ended, and its prompt stays in memory for one that begins alike, until somebody needs the room.</summary>
    Retired,
}
