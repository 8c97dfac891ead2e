using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja.Methods;

/// <summary>The methods of text that cut it into parts.</summary>
internal static class TextSplitting
{
    public static object Split(Budget budget, string text, Arguments arguments)
    {
        (string? separator, long most) = Parameters(arguments);
        return List(budget, separator is null ? Words(text, most) : Parts(text, separator, most));
    }

    public static object SplitFromEnd(Budget budget, string text, Arguments arguments)
    {
        (string? separator, long most) = Parameters(arguments);
        return List(budget, separator is null ? WordsFromEnd(text, most) : PartsFromEnd(text, separator, most));
    }

    public static ListValue Partition(string text, string separator, bool fromEnd)
    {
        if (separator.Length == 0) throw new JinjaException("the separator is empty");
        int at = fromEnd ? text.LastIndexOf(separator, StringComparison.Ordinal) : text.IndexOf(separator, StringComparison.Ordinal);
        if (at >= 0) return ListValue.Tuple(text[..at], separator, text[(at + separator.Length)..]);
        return fromEnd ? ListValue.Tuple("", "", text) : ListValue.Tuple(text, "", "");
    }

    public static ListValue List(Budget budget, List<string> parts)
    {
        budget.Charge(parts.Count);
        return new([.. parts]);
    }

    private static (string? Separator, long Most) Parameters(Arguments arguments)
    {
        string? separator = arguments.Get(0, "sep", null) switch
        {
            null => null,
            string { Length: > 0 } text => text,
            _ => throw Arguments.NotOf("sep", "text that is not empty"),
        };
        long most = arguments.Integer(1, "maxsplit", -1);
        return (separator, most < 0 ? long.MaxValue : most);
    }

    private static List<string> Parts(string text, string separator, long most)
    {
        var parts = new List<string>();
        int start = 0;
        while (parts.Count < most && text.IndexOf(separator, start, StringComparison.Ordinal) is >= 0 and var at)
        {
            parts.Add(text[start..at]);
            start = at + separator.Length;
        }
        parts.Add(text[start..]);
        return parts;
    }

    private static List<string> PartsFromEnd(string text, string separator, long most)
    {
        var parts = new List<string>();
        int end = text.Length;
        while (parts.Count < most && text.AsSpan(0, end).LastIndexOf(separator, StringComparison.Ordinal) is >= 0 and var at)
        {
            parts.Add(text[(at + separator.Length)..end]);
            end = at;
        }
        parts.Add(text[..end]);
        parts.Reverse();
        return parts;
    }

    private static List<string> Words(string text, long most)
    {
        var words = new List<string>();
        for (int start = Next(0); start < text.Length; start = Next(start))
        {
            if (words.Count == most)
            {
                words.Add(text[start..]);
                break;
            }
            int end = start;
            while (end < text.Length && !CodePoints.IsSpace(text[end])) end++;
            words.Add(text[start..end]);
            start = end;
        }
        return words;

        int Next(int i)
        {
            while (i < text.Length && CodePoints.IsSpace(text[i])) i++;
            return i;
        }
    }

    private static List<string> WordsFromEnd(string text, long most)
    {
        var words = new List<string>();
        for (int end = Previous(text.Length); end > 0; end = Previous(end))
        {
            int start = end;
            while (words.Count < most && start > 0 && !CodePoints.IsSpace(text[start - 1])) start--;
            if (words.Count == most) start = 0;
            words.Add(text[start..end]);
            end = start;
        }
        words.Reverse();
        return words;

        int Previous(int i)
        {
            while (i > 0 && CodePoints.IsSpace(text[i - 1])) i--;
            return i;
        }
    }
}
