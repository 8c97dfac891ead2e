namespace EdgeReasoning.Docs.Notebooks;

/// <summary>A cell of code.</summary>
/// <param name="Number">Which of the notebook's cells, prose included, from 1.</param>
/// <param name="Code">Its lines.</param>
/// <param name="Text">What its output must say, whatever the model answers.</param>
/// <param name="Points">Points of the Vega-Lite chart that it must draw; null where it need not draw one.</param>
internal sealed record NotebookCell(int Number, string Code, IReadOnlyList<string> Text, int? Points);
