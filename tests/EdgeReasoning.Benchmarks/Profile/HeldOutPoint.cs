using EdgeReasoning.Inference;

namespace EdgeReasoning.Benchmarks.Profile;

/// <summary>One request that the profile did not see.</summary>
/// <param name="Model">The model.</param>
/// <param name="Phase"><c>prefill</c> or <c>decode</c>.</param>
/// <param name="Layout">How the sequences lay in memory.</param>
/// <param name="Sequences">Replies that ran together.</param>
/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="ReplyTokens">Tokens of each reply; 0 for a prefill.</param>
/// <param name="Measured">Seconds measured.</param>
/// <param name="Predicted">Seconds predicted.</param>
/// <param name="HalfWidth">Half the 90 % interval over the prediction; null where the profile has none.</param>
internal sealed record HeldOutPoint(
    string Model, string Phase, KvLayout Layout, int Sequences, int PromptTokens, int ReplyTokens, double Measured, double Predicted, double? HalfWidth)
{
    public double RelativeError => (Predicted / Measured) - 1;

    public bool IsCovered => HalfWidth is { } half && Math.Abs((Measured / Predicted) - 1) <= half;
}
