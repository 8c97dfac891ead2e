using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Answers;

internal static class ExtractionCases
{
    public static IEnumerable<TestCaseData> Own() =>
        Read("extraction_cases.json").GetProperty("cases").EnumerateArray().Select((row, i) => new TestCaseData(
            row.GetProperty("extractor").GetString()!, row.GetProperty("text").GetString()!, row.GetProperty("answer").GetString())
            .SetArgDisplayNames($"{i}", row.GetProperty("family").GetString()!, row.GetProperty("extractor").GetString()!));

    public static IEnumerable<TestCaseData> Pairs(string list) =>
        Read("equality_pairs.json").GetProperty(list).EnumerateArray().Select((pair, i) => new TestCaseData(
            pair[0].GetString()!, pair[1].GetString()!).SetArgDisplayNames($"{list} {i}"));

    public static JsonElement Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Answers", "Data", file)));
        return document.RootElement.Clone();
    }

    public static AnswerExtractor Extractor(string name) => name switch
    {
        "auto" => AnswerExtractors.Auto,
        "boxed" => AnswerExtractors.Boxed,
        "phrase" => AnswerExtractors.FinalPhrase,
        "number" => AnswerExtractors.Number,
        "text" => AnswerExtractors.Text,
        "choice" => AnswerExtractors.Choice(),
        "choice10" => AnswerExtractors.Choice('A', 'J'),
        "json:answer" => AnswerExtractors.Json("answer"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such extractor."),
    };
}
