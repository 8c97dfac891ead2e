using EdgeReasoning.Inference;

namespace EdgeReasoning.Benchmarks.Lookup;

/// <summary>What drafts make of one model and number of traces.</summary>
/// <param name="Model">The model.</param>
/// <param name="Traces">Traces at once.</param>
/// <param name="Layout">How they lie in memory.</param>
/// <param name="DraftTokens">The engine's option.</param>
/// <param name="TokensPerStep">Tokens of a trace for each decode call that it took part in.</param>
/// <param name="Right">The share of drafted tokens that was accepted.</param>
/// <param name="Rate">Tokens for each second of processor time.</param>
/// <param name="Ratio">The same over that without drafts: the median of the rounds.</param>
internal sealed record DraftRow(string Model, int Traces, KvLayout Layout, int DraftTokens, double TokensPerStep, double Right, double Rate, double Ratio);
