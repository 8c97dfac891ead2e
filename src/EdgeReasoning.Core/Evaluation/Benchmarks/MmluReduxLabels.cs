namespace EdgeReasoning.Evaluation;

/// <summary>What is made of the error annotations of MMLU-Redux (Gema et al., <i>Are We Done with MMLU?</i>, arXiv 2406.04127).</summary>
public enum MmluReduxLabels
{
    /// <summary>They are ignored, and MMLU's own label counts, known to be wrong or not; what the EdgeReasoning paper did.</summary>
    Ignored,

    /// <summary>Only questions annotated <c>ok</c>.</summary>
    OkOnly,

    /// <summary>Questions annotated <c>ok</c>, and those whose annotation names the right choice or choices; these count then. The others are left out.</summary>
    Corrected,
}
