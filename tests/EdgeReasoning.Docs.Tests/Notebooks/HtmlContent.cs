namespace EdgeReasoning.Docs.Notebooks;

/// <summary>Markup that is shown as it is.</summary>
/// <param name="Markup">The markup.</param>
public sealed record HtmlContent(string Markup);
