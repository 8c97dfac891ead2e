namespace EdgeReasoning.Evaluation;

/// <summary>One trace among all.</summary>
internal readonly record struct SampleKey(CellKey Cell, string Question, int Sample);
