namespace EdgeReasoning.Answers;

/// <summary>How sure it is that an extracted text is the answer the model gave. Says nothing about its being right.</summary>
public enum ExtractionConfidence
{
    /// <summary>Found by its place, such as a letter at the very end, or behind markup that also occurs in echoed templates.</summary>
    Low,

    /// <summary>Named as an option, emphasised, or the only short text there is.</summary>
    Medium,

    /// <summary>Boxed, or after a phrase that announces the answer.</summary>
    High,
}
