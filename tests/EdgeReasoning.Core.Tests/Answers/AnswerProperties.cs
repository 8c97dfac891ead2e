using FsCheck;
using FsCheck.Fluent;
using FsCheck.NUnit;

namespace EdgeReasoning.Answers;

/// <summary>No text makes an extractor or an equality throw.</summary>
public sealed class AnswerProperties
{
    public static class Texts
    {
        public static Arbitrary<string> Mixed() => Gen.Frequency(
                (5, Gen.Elements(HostileTextTests.Pieces)),
                (2, Gen.Elements("A", "b", "42", "x^2", "is", "not", "C.", "(D)", "\\pm", "\\sqrt", "[", "]", "(", ")", "|", "=", "<", "\\", "_", "^", ",", "\uD800", "\0")))
            .ListOf().Select(string.Concat).ToArbitrary();
    }

    [Property(MaxTest = 1000, Arbitrary = [typeof(Texts)])]
    public bool Extract_AnyText_NeverThrowsAndSpansTheValue(string text) => HostileTextTests.Extractors.Append(AnswerExtractors.Auto).All(extractor =>
    {
        ExtractedAnswer? found = extractor.Extract(text);
        return found is null || (found.Normalized.Length > 0 && found.Span.Start >= 0 && found.Span.End <= text.Length
            && (found.Rule == "json" || text.Substring(found.Span.Start, found.Span.Length) == found.Value));
    });

    [Property(MaxTest = 1000)]
    public bool Extract_RandomText_NeverThrows(NonNull<string> text) => HostileTextTests.Extractors.All(e => e.Extract(text.Get) is null or { Value.Length: > 0 });

    [Property(MaxTest = 1000, Arbitrary = [typeof(Texts)])]
    public bool Equals_AnyTexts_IsReflexiveAndHashes(string text) =>
        AnswerEquality.Mathematical.Equals(text, new string(text)) && AnswerEquality.Within(0.01).Equals(text, text + " ")
        && AnswerEquality.Mathematical.GetHashCode(text) == AnswerEquality.Mathematical.GetHashCode(text + " ");
}
