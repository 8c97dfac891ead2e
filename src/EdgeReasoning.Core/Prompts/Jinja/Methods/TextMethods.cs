using System.Collections.Frozen;
using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja.Methods;

/// <summary>The methods of text, as Python's <c>str</c> has them.</summary>
internal static class TextMethods
{
    private static readonly FrozenDictionary<string, Func<Budget, string, Arguments, object?>> s_methods =
        new Dictionary<string, Func<Budget, string, Arguments, object?>>(StringComparer.Ordinal)
        {
            ["strip"] = (_, text, a) => CodePoints.Trim(text, Characters(a)),
            ["lstrip"] = (_, text, a) => CodePoints.TrimStart(text, Characters(a)),
            ["rstrip"] = (_, text, a) => CodePoints.TrimEnd(text, Characters(a)),
            ["upper"] = (_, text, _) => text.ToUpperInvariant(),
            ["lower"] = (_, text, _) => text.ToLowerInvariant(),
            ["title"] = (_, text, _) => CodePoints.Title(text),
            ["capitalize"] = (_, text, _) => CodePoints.Capitalize(text),
            ["startswith"] = (_, text, a) => Any(a, part => text.StartsWith(part, StringComparison.Ordinal)),
            ["endswith"] = (_, text, a) => Any(a, part => text.EndsWith(part, StringComparison.Ordinal)),
            ["removeprefix"] = (_, text, a) => text.StartsWith(a.Text(0, "prefix"), StringComparison.Ordinal) ? text[a.Text(0, "prefix").Length..] : text,
            ["removesuffix"] = (_, text, a) => text.EndsWith(a.Text(0, "suffix"), StringComparison.Ordinal) ? text[..^a.Text(0, "suffix").Length] : text,
            ["find"] = (_, text, a) => Index(text, text.IndexOf(a.Text(0, "sub"), StringComparison.Ordinal)),
            ["rfind"] = (_, text, a) => Index(text, text.LastIndexOf(a.Text(0, "sub"), StringComparison.Ordinal)),
            ["count"] = (_, text, a) => Count(text, a.Text(0, "sub")),
            ["replace"] = (budget, text, a) => Replace(budget, text, a.Text(0, "old"), a.Text(1, "new"), a.Integer(2, "count", -1)),
            ["split"] = TextSplitting.Split,
            ["rsplit"] = TextSplitting.SplitFromEnd,
            ["splitlines"] = (budget, text, _) => TextSplitting.List(budget, CodePoints.Lines(text)),
            ["partition"] = (_, text, a) => TextSplitting.Partition(text, a.Text(0, "sep"), fromEnd: false),
            ["rpartition"] = (_, text, a) => TextSplitting.Partition(text, a.Text(0, "sep"), fromEnd: true),
            ["join"] = (budget, text, a) => Join(budget, text, a.Get(0, "iterable")),
            ["format"] = BraceFormat.Apply,
            ["isdigit"] = (_, text, _) => All(text, char.IsDigit),
            ["isalpha"] = (_, text, _) => All(text, char.IsLetter),
            ["isalnum"] = (_, text, _) => All(text, char.IsLetterOrDigit),
            ["isspace"] = (_, text, _) => All(text, CodePoints.IsSpace),
            ["isupper"] = (_, text, _) => text.Any(char.IsUpper) && !text.Any(char.IsLower),
            ["islower"] = (_, text, _) => text.Any(char.IsLower) && !text.Any(char.IsUpper),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Function? Find(string text, string name) => !s_methods.TryGetValue(name, out var method) ? null
        : new Function(name, (frame, arguments) =>
        {
            frame.Budget.ChargeText(text.Length);
            return method(frame.Budget, text, arguments);
        });

    public static string Replace(Budget budget, string text, string old, string with, long count)
    {
        if (count < 0) count = long.MaxValue;
        var result = new TextBuilder(budget);
        int start = 0;
        while (count-- > 0)
        {
            // An empty old text stands before every character and at the end.
            int at = old.Length > 0 ? text.IndexOf(old, start, StringComparison.Ordinal) : start;
            if (at < 0) break;
            result.Append(text[start..at]).Append(with);
            start = at + old.Length;
            if (old.Length > 0) continue;
            if (start == text.Length) return result.ToString();
            int length = start + 1 < text.Length && char.IsSurrogatePair(text[start], text[start + 1]) ? 2 : 1;
            result.Append(text.Substring(start, length));
            start += length;
        }
        return result.Append(text[start..]).ToString();
    }

    public static string Join(Budget budget, string separator, object? items)
    {
        var result = new TextBuilder(budget);
        bool first = true;
        foreach (object? item in Operators.Iterate(budget, items))
        {
            if (!first) result.Append(separator);
            first = false;
            result.Append(item as string ?? throw new JinjaException($"'join' cannot take a {Operators.TypeName(item)}"));
        }
        return result.ToString();
    }

    private static string? Characters(Arguments arguments) => arguments.Get(0, "chars", null) switch
    {
        null => null,
        string characters => characters,
        _ => throw Arguments.NotOf("chars", "text"),
    };

    private static bool Any(Arguments arguments, Func<string, bool> matches) => arguments.Get(0, "prefix") switch
    {
        string part => matches(part),
        ListValue { IsTuple: true } parts => parts.Items.Any(part => matches(part as string ?? throw Arguments.NotOf("prefix", "text"))),
        _ => throw Arguments.NotOf("prefix", "text or a tuple of texts"),
    };

    private static bool All(string text, Func<char, bool> matches) => text.Length > 0 && text.All(matches);

    private static long Index(string text, int index) => index < 0 ? -1 : CodePoints.Count(text[..index]);

    private static long Count(string text, string part)
    {
        if (part.Length == 0) return CodePoints.Count(text) + 1;
        long count = 0;
        for (int at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal)) count++;
        return count;
    }
}
