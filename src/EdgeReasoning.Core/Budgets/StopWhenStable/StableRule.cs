namespace EdgeReasoning.Budgets;

/// <summary>When an answer counts as settled.</summary>
public enum StableRule
{
    /// <summary>The last probes gave the same answer.</summary>
    Agreement,

    /// <summary>The last probes gave the same answer, and none of them hesitated ("wait", "hold", "but", "okay", "no", "hmm"): the rule that Dynasor describes (arXiv 2412.20993).
    /// Its published code looks at the last answer only.</summary>
    Dynasor,

    /// <summary>The last probe's answer is confident enough, by the probabilities of its tokens (DEER, arXiv 2504.15895).</summary>
    Deer,
}
