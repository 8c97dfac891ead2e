using System.Text;

namespace EdgeReasoning.Evaluation;

/// <summary>
/// Reads lists of strings as CSV files of data sets hold them: JSON's <c>["a", "b"]</c>, Python's <c>['a', "b"]</c>, and NumPy's, which has no commas. Nothing
/// is executed.
/// </summary>
internal static class ListText
{
    /// <returns>Null for what is no such list.</returns>
    public static IReadOnlyList<string>? Read(string text)
    {
        text = text.Trim();
        if (text.Length < 2 || text[0] != '[' || text[^1] != ']') return null;
        var items = new List<string>();
        for (int i = 1; i < text.Length - 1;)
        {
            if (text[i] is ',' || char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            if (text[i] is '\'' or '"')
            {
                if (!TryQuoted(text, ref i, out string item)) return null;
                items.Add(item);
                continue;
            }

            // A bare number.
            int end = text.AsSpan(i).IndexOfAny(',', ' ', ']') + i;
            items.Add(text[i..end]);
            i = end;
        }

        return items;
    }

    private static bool TryQuoted(string text, ref int at, out string item)
    {
        char quote = text[at++];
        var found = new StringBuilder();
        for (; at < text.Length - 1; at++)
        {
            char c = text[at];
            if (c == quote)
            {
                at++;
                item = found.ToString();
                return true;
            }

            if (c == '\\' && at + 1 < text.Length - 1)
            {
                c = text[++at];
                found.Append(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '\\' or '\'' or '"' or '/' => c, _ => '\\' });
                if (c is not ('n' or 't' or 'r' or '\\' or '\'' or '"' or '/')) found.Append(c);
                continue;
            }

            found.Append(c);
        }

        item = "";
        return false;
    }
}
