namespace EdgeReasoning.Answers;

/// <summary>An answer found in a model's text.</summary>
public sealed record ExtractedAnswer
{
    /// <summary>The answer as the model wrote it.</summary>
    public required string Value { get; init; }

    /// <summary>The answer without markup, units or typesetting, as far as the extractor knows its kind: <c>C</c>, <c>1234.5</c>, <c>\frac{3}{4}</c>. What votes compare.</summary>
    public required string Normalized { get; init; }

    /// <summary>How sure the extractor is.</summary>
    public required ExtractionConfidence Confidence { get; init; }

    /// <summary>Where <see cref="Value"/> stands in the text.</summary>
    public required AnswerSpan Span { get; init; }

    /// <summary>The name of the rule that found it, such as <c>boxed</c> or <c>phrase</c>.</summary>
    public required string Rule { get; init; }
}
