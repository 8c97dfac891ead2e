namespace EdgeReasoning.Answers;

/// <summary>A stretch of a text, in UTF-16 code units.</summary>
/// <param name="Start">Where it begins, from 0.</param>
/// <param name="Length">How long it is.</param>
public readonly record struct AnswerSpan(int Start, int Length)
{
    /// <summary>Where it ends, the end excluded.</summary>
    public int End => Start + Length;
}
