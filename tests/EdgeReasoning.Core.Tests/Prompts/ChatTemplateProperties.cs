using System.Text.Json;
using EdgeReasoning.Prompts;
using FsCheck;
using NUnit.Framework;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;


namespace EdgeReasoning.Core.Tests.Prompts;

[TestFixture]
public sealed class ChatTemplateProperties
{
    private static string Render(string template, params (string Name, object? Value)[] variables) =>
        ChatTemplate.Parse(template).Render([], new ChatTemplateOptions { Variables = variables.ToDictionary(v => v.Name, v => v.Value) });

    [Property(MaxTest = 500)]
    public bool Render_TextWithoutTags_IsThatText(NonNull<string> text)
    {
        string plain = text.Get.Replace("{", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);
        return Render(plain + ".") == plain + ".";
    }

    [Property(MaxTest = 500)]
    public bool Render_ValueAsJson_ReadsBackTheSame(Dictionary<string, int> numbers, string[] texts)
    {
        numbers = numbers.GroupBy(n => WellFormed(n.Key)).ToDictionary(g => g.Key, g => g.First().Value);
        texts = [.. texts.Select(WellFormed)];
        var value = new Dictionary<string, object?> { ["n"] = numbers.ToDictionary(n => n.Key, n => (object?)n.Value), ["t"] = texts };
        JsonElement back = JsonDocument.Parse(Render("{{ v|tojson }}", ("v", value))).RootElement;
        return back.GetProperty("t").EnumerateArray().Select(t => t.GetString()).SequenceEqual(texts)
            && back.GetProperty("n").EnumerateObject().ToDictionary(n => n.Name, n => n.Value.GetInt32()).OrderBy(n => n.Key).SequenceEqual(numbers.OrderBy(n => n.Key));
    }

    /// <summary>JSON has no unpaired surrogates.</summary>
    private static string WellFormed(string? text) => new([.. (text ?? "").Where(c => !char.IsSurrogate(c))]);

    /// <summary>A slice by its definition: the items at start, start + step and so on, between bounds that Python clips.</summary>
    [Property(MaxTest = 500)]
    public bool Render_Slice_IsByDefinition(byte length, sbyte start, sbyte stop, sbyte stride)
    {
        int step = stride == 0 ? 1 : stride;
        int count = length % 12;
        int[] items = [.. Enumerable.Range(0, count)];
        (int from, int to) = (Clip(start), Clip(stop));
        var expected = new List<int>();
        for (int i = from; step > 0 ? i < to : i > to; i += step) expected.Add(items[i]);
        return Render("{{ v[a:b:c]|join(',') }}", ("v", items), ("a", start), ("b", stop), ("c", step)) == string.Join(',', expected);

        int Clip(int bound)
        {
            bound = bound < 0 ? bound + count : bound;
            return step > 0 ? Math.Clamp(bound, 0, count) : Math.Clamp(bound, -1, count - 1);
        }
    }
}
