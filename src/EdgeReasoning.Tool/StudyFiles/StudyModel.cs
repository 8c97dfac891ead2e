namespace EdgeReasoning.Tool.StudyFiles;

/// <summary>A model of a study.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Path">A GGUF file, or tiny:NAME; empty for one on a server.</param>
/// <param name="Budgets">Budgets that it takes part with beside those of the study, as they are written down; null for just these.</param>
/// <param name="Server">Where it is served; null for one that is decoded here.</param>
internal sealed record StudyModel(string Name, string Path, IReadOnlyList<Evaluation.BudgetChoice>? Budgets = null, StudyServer? Server = null);
