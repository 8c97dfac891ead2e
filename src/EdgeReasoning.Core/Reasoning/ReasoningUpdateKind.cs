namespace EdgeReasoning.Reasoning;

/// <summary>What a <see cref="ReasoningUpdate"/> brings.</summary>
public enum ReasoningUpdateKind
{
    /// <summary>A piece of thinking.</summary>
    Thinking,

    /// <summary>A piece of the answer.</summary>
    Answer,

    /// <summary>A call of a tool, whole. Text of the answer may still follow.</summary>
    ToolCall,

    /// <summary>A trace has finished.</summary>
    TraceFinished,

    /// <summary>The request has finished: the last update.</summary>
    Finished,
}
