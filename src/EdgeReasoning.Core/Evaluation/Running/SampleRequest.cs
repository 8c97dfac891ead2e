using EdgeReasoning.Inference;

namespace EdgeReasoning.Evaluation;

/// <summary>Samples of one question that are asked for in one request.</summary>
internal sealed record SampleRequest(CellKey Cell, BudgetChoice Budget, SamplingOptions Sampling, BenchmarkQuestion Question, int First, int Count);
