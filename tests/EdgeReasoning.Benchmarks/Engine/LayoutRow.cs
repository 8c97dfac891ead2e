using EdgeReasoning.Inference;

namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>One model, prompt, reply and number of sequences in both layouts of KV memory.</summary>
/// <param name="Model">The model.</param>
/// <param name="PromptTokens">Tokens that all sequences share.</param>
/// <param name="ReplyTokens">Tokens decoded in each.</param>
/// <param name="Sequences">The sequences.</param>
/// <param name="Separate">Tokens for each second of processor time in separate streams.</param>
/// <param name="Unified">The same in one pool.</param>
/// <param name="Ratio">Separate over unified: the median of the rounds.</param>
/// <param name="Chosen">What the engine chooses for these lengths.</param>
internal sealed record LayoutRow(string Model, int PromptTokens, int ReplyTokens, int Sequences, double Separate, double Unified, double Ratio, KvLayout Chosen)
{
    /// <summary>What the choice costs against the better one, as a share of its speed; 0 where it is the better one.</summary>
    public double Loss => Math.Max(0, Chosen == KvLayout.Separate ? 1 - Ratio : 1 - 1 / Ratio);
}
