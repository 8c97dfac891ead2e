using System.Text;
using EdgeReasoning.Prompts.Jinja.Methods;
using EdgeReasoning.Prompts.Jinja.Values;
using static EdgeReasoning.Prompts.Jinja.Filters.FilterTable;

namespace EdgeReasoning.Prompts.Jinja.Filters;

/// <summary>Filters that give text.</summary>
internal static class TextFilters
{
    public static IEnumerable<(string Name, Filter Filter)> All =>
    [
        ("trim", (frame, value, a) => CodePoints.Trim(Text(frame, value), a.Get(0, "chars", null) as string)),
        ("upper", (frame, value, _) => Text(frame, value).ToUpperInvariant()),
        ("lower", (frame, value, _) => Text(frame, value).ToLowerInvariant()),
        ("capitalize", (frame, value, _) => CodePoints.Capitalize(Text(frame, value))),
        ("title", (frame, value, _) => Title(Text(frame, value))),
        ("string", (frame, value, _) => Text(frame, value)),
        ("safe", (frame, value, _) => Text(frame, value)),
        ("e", (frame, value, _) => Escape(frame, Text(frame, value))),
        ("escape", (frame, value, _) => Escape(frame, Text(frame, value))),
        ("replace", (frame, value, a) => TextMethods.Replace(frame.Budget, Text(frame, value), Text(frame, a.Get(0, "old")), Text(frame, a.Get(1, "new")), a.Integer(2, "count", -1))),
        ("join", Join),
        ("indent", Indent),
        ("tojson", (frame, value, a) => JsonText.Of(frame.Budget, value, a)),
        ("format", (frame, value, a) => PercentFormat.Apply(frame.Budget, Text(frame, value), a.Positional)),
        ("wordcount", (frame, value, _) => (long)Text(frame, value).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length),
    ];

    private static string Join(Frame frame, object? value, Arguments arguments)
    {
        string separator = Text(frame, arguments.Get(0, "d", ""));
        object? attribute = arguments.Get(1, "attribute", null);
        var text = new TextBuilder(frame.Budget);
        bool first = true;
        foreach (object? item in Items(frame, value))
        {
            if (!first) text.Append(separator);
            first = false;
            text.Append(Text(frame, Lookup(frame, item, attribute)));
        }
        return text.ToString();
    }

    private static string Indent(Frame frame, object? value, Arguments arguments)
    {
        var text = new TextBuilder(frame.Budget);
        object? width = arguments.Get(0, "width", null);
        string indentation = width as string ?? new TextBuilder(frame.Budget).Append(' ', Math.Max(0, arguments.Integer(0, "width", 4))).ToString();
        bool withBlank = arguments.Flag(2, "blank");
        if (arguments.Flag(1, "first")) text.Append(indentation);
        // A line end is added before the lines are split, so that one at the end of the text survives.
        List<string> lines = CodePoints.Lines(Text(frame, value) + "\n");
        for (int i = 0; i < lines.Count; i++)
        {
            frame.Budget.Charge(1);
            if (i > 0) text.Append('\n');
            if (i > 0 && (withBlank || lines[i].Length > 0)) text.Append(indentation);
            text.Append(lines[i]);
        }
        return text.ToString();
    }

    /// <summary>A capital at the start of each word, where words begin after white space, hyphens and opening brackets.</summary>
    private static string Title(string text)
    {
        var result = new StringBuilder(text.Length);
        bool starts = true;
        foreach (char c in text)
        {
            result.Append(starts ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c));
            starts = CodePoints.IsSpace(c) || c is '-' or '(' or '{' or '[' or '<';
        }
        return result.ToString();
    }

    private static string Escape(Frame frame, string text)
    {
        var result = new TextBuilder(frame.Budget);
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '"' => result.Append("&#34;"),
                '\'' => result.Append("&#39;"),
                _ => result.Append(c),
            };
        }
        return result.ToString();
    }
}
