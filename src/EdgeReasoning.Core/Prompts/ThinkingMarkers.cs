namespace EdgeReasoning.Prompts;

/// <summary>The text that begins a model's thinking and the text that ends it.</summary>
/// <param name="Open">What begins it, <c>&lt;think&gt;</c> say; no white space at its ends.</param>
/// <param name="Close">What ends it, <c>&lt;/think&gt;</c> say; no white space at its ends.</param>
public sealed record ThinkingMarkers(string Open, string Close)
{
    /// <summary><c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c>, which most models use.</summary>
    public static ThinkingMarkers Think { get; } = new("<think>", "</think>");
}
