using System.Text.Json;
using EdgeReasoning.Models.Tiny;

namespace EdgeReasoning.Benchmarks.Family;

/// <summary>One question of the test split, as its file has it.</summary>
internal sealed record Question(string Text, string Answer, int Steps)
{
    /// <summary>Reads the first questions of a form.</summary>
    public static IReadOnlyList<Question> Read(Form form, int count) =>
        [.. File.ReadLines(form == Form.Open ? TinyModels.StoryMathTestOpen : TinyModels.StoryMathTestChoice).Take(count).Select(Parse)];

    private static Question Parse(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        string text = root.GetProperty("question").GetString()!;
        if (root.TryGetProperty("choices", out JsonElement choices))
            text += string.Concat(choices.EnumerateArray().Select((choice, i) => FormattableString.Invariant($"\n{(char)('A' + i)}) {choice.GetInt32()}")));
        return new(text, root.GetProperty("answer").GetString()!, root.GetProperty("steps").GetInt32());
    }
}
