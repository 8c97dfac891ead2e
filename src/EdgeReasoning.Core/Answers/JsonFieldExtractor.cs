using System.Text;
using System.Text.Json;

namespace EdgeReasoning.Answers;

internal sealed class JsonFieldExtractor : BuiltInExtractor
{
    // A value longer than this is not an answer, and each try reads no further.
    private const int MaxValue = 4096;

    private readonly string _quoted;

    public JsonFieldExtractor(string field)
    {
        ArgumentException.ThrowIfNullOrEmpty(field);
        _quoted = "\"" + JsonEncodedText.Encode(field) + "\"";
    }

    internal override ExtractedAnswer? Find(AnswerText text)
    {
        var values = new List<int>();
        for (int at = text.IndexOf(_quoted, text.Start); at >= 0; at = text.IndexOf(_quoted, at + _quoted.Length))
        {
            int colon = text.SkipSpace(at + _quoted.Length, lines: true);
            if (text[colon] == ':' && string.CompareOrdinal(text.Source, at, _quoted, 0, _quoted.Length) == 0) values.Add(text.SkipSpace(colon + 1, lines: true));
        }

        for (int i = values.Count - 1; i >= Math.Max(0, values.Count - AnswerText.MaxCandidates); i--)
        {
            if (Read(text, values[i]) is { } answer) return answer;
        }

        return null;
    }

    private static ExtractedAnswer? Read(AnswerText text, int start)
    {
        string rest = text.Slice(Math.Min(start, text.End), Math.Min(text.End, start + MaxValue));
        byte[] bytes = Encoding.UTF8.GetBytes(rest);
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, state: default);
        try
        {
            // A bare literal at the end of the window is complete only once something follows it, so a blank does.
            if (!reader.Read() || reader.TokenType is JsonTokenType.Null) return null;
            string value = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString()!,
                JsonTokenType.StartArray or JsonTokenType.StartObject => Whole(ref reader, bytes),
                _ => Encoding.UTF8.GetString(reader.ValueSpan),
            };
            if (value.Trim().Length == 0) return null;
            int length = Encoding.UTF8.GetCharCount(bytes.AsSpan(0, (int)reader.BytesConsumed));
            return new ExtractedAnswer
            {
                Value = value,
                Normalized = Markup.Clean(value) is { Length: > 0 } clean ? clean : value.Trim(),
                Confidence = ExtractionConfidence.High,
                Span = new AnswerSpan(start, length),
                Rule = "json",
            };
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // An escape that is half of a surrogate pair.
            return null;
        }
    }

    private static string Whole(ref Utf8JsonReader reader, byte[] bytes)
    {
        int start = (int)reader.TokenStartIndex;
        int depth = reader.CurrentDepth;
        while (reader.Read())
        {
            if (reader.CurrentDepth == depth && reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
                return Encoding.UTF8.GetString(bytes.AsSpan(start, (int)reader.BytesConsumed - start));
        }

        return "";
    }
}
