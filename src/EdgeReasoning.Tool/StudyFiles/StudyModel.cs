namespace EdgeReasoning.Tool.StudyFiles;

/// <summary>A model of a study.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Path">A GGUF file, or tiny:NAME.</param>
/// <param name="Budgets">Budgets that it takes part with beside those of the study, as they are written down; null for just these.</param>
internal sealed record StudyModel(string Name, string Path, IReadOnlyList<Evaluation.BudgetChoice>? Budgets = null);
