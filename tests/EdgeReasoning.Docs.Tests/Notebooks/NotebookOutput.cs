namespace EdgeReasoning.Docs.Notebooks;

/// <summary>What a cell showed.</summary>
/// <param name="MimeType">In which form.</param>
/// <param name="Content">The form.</param>
public sealed record NotebookOutput(string MimeType, string Content);
