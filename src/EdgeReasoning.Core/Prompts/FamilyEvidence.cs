namespace EdgeReasoning.Prompts;

/// <summary>What a model's file says about its family.</summary>
internal sealed record FamilyEvidence(string Template, string Name, Func<string, bool> IsSingleToken)
{
    public bool Says(string text) => Template.Contains(text, StringComparison.Ordinal);

    public bool IsNamed(string part) => Name.Contains(part, StringComparison.OrdinalIgnoreCase);

    public bool HasTokens(ThinkingMarkers markers) => IsSingleToken(markers.Open) && IsSingleToken(markers.Close);
}
