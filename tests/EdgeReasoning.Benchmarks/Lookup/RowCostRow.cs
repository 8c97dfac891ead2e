using EdgeReasoning.Inference;

namespace EdgeReasoning.Benchmarks.Lookup;

/// <summary>What more rows of a sequence take.</summary>
/// <param name="Model">The model.</param>
/// <param name="Sequences">Sequences of the step.</param>
/// <param name="Layout">How they lie in memory.</param>
/// <param name="Rows">Rows of each sequence.</param>
/// <param name="Microseconds">Processor time of the step.</param>
/// <param name="Ratio">The same over that of a step with one row: the median of the rounds.</param>
internal sealed record RowCostRow(string Model, int Sequences, KvLayout Layout, int Rows, double Microseconds, double Ratio);
