namespace EdgeReasoning.Budgets;

/// <summary>In what words the model is asked for a length.</summary>
public enum AskForWording
{
    /// <summary>"Please limit your answer to N tokens at most.", as in EdgeReasoning (arXiv 2511.01866). For any model.</summary>
    Plain,

    /// <summary>"Think for N tokens.", which L1-Exact was trained on (arXiv 2503.04697).</summary>
    L1Exact,

    /// <summary>"Think for maximum N tokens.", which L1-Max was trained on (arXiv 2503.04697).</summary>
    L1Max,

    /// <summary>"Think for at most N tokens.", which the budgeted model of EdgeReasoning.Models.Tiny was trained on.</summary>
    ThinkAtMost,

    /// <summary>Chain of Draft (arXiv 2502.18600): thinks step by step with at most 5 words a step. Names no number of tokens.</summary>
    ChainOfDraft,
}
