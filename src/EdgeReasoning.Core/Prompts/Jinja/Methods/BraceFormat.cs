namespace EdgeReasoning.Prompts.Jinja.Methods;

/// <summary>The part of Python's <c>str.format</c> that templates use: {}, {0}, {name}, {{ and }}.</summary>
internal static class BraceFormat
{
    public static object Apply(Budget budget, string text, Arguments arguments)
    {
        var output = new TextBuilder(budget);
        int next = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('{' or '}'))
            {
                output.Append(text[i]);
                continue;
            }
            if (i + 1 < text.Length && text[i + 1] == text[i])
            {
                output.Append(text[i++]);
                continue;
            }
            int end = text.IndexOf('}', i);
            if (text[i] == '}' || end < 0) throw new JinjaException("the format has a single brace");
            string field = text[(i + 1)..end];
            string name = field.Length == 0 ? (next++).ToString(System.Globalization.CultureInfo.InvariantCulture) : field;
            output.Append(ValueText.Of(budget, Value(arguments, name)));
            i = end;
        }
        return output.ToString();
    }

    private static object? Value(Arguments arguments, string field)
    {
        int index = int.TryParse(field, out int position) ? position : int.MaxValue;
        return arguments.TryGet(index, field, out object? value) ? value : throw new JinjaException($"the format has no value for '{{{field}}}'");
    }
}
