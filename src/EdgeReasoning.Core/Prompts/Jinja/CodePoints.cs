using System.Text;

namespace EdgeReasoning.Prompts.Jinja;

/// <summary>Text as a sequence of code points, which is what lengths, indices and slices of a template count.</summary>
internal static class CodePoints
{
    public static int Count(string text)
    {
        int count = text.Length;
        for (int i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i])) count--;
        }
        return count;
    }

    /// <summary>Whether every code point is one UTF-16 character, so that indices of both are the same.</summary>
    public static bool IsBasic(string text) => text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0;

    public static List<object?> Split(string text)
    {
        var parts = new List<object?>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool pair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            parts.Add(pair ? text.Substring(i++, 2) : text[i].ToString());
        }
        return parts;
    }

    /// <summary>White space as Python's <c>str.isspace</c> has it: .NET's and the four separators of ASCII.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\x1c' and <= '\x1f';

    public static string TrimStart(string text, string? characters = null)
    {
        int start = 0;
        while (start < text.Length && IsTrimmed(text[start], characters)) start++;
        return text[start..];
    }

    public static string TrimEnd(string text, string? characters = null)
    {
        int end = text.Length;
        while (end > 0 && IsTrimmed(text[end - 1], characters)) end--;
        return text[..end];
    }

    public static string Trim(string text, string? characters = null) => TrimEnd(TrimStart(text, characters), characters);

    /// <summary>First character in upper case, the others in lower case.</summary>
    public static string Capitalize(string text) =>
        text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    /// <summary>Every letter in lower case but those that follow no letter, as Python's <c>str.title</c> has it.</summary>
    public static string Title(string text)
    {
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool inside = i > 0 && char.IsLetter(text[i - 1]);
            result.Append(inside ? char.ToLowerInvariant(text[i]) : char.ToUpperInvariant(text[i]));
        }
        return result.ToString();
    }

    /// <summary>The lines of a text without their ends; a last end makes no further line.</summary>
    public static List<string> Lines(string text)
    {
        var lines = new List<string>();
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (!IsLineEnd(text[i])) continue;
            lines.Add(text[start..i]);
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
            start = i + 1;
        }
        if (start < text.Length) lines.Add(text[start..]);
        return lines;
    }

    private static bool IsLineEnd(char c) => c is '\n' or '\r' or '\v' or '\f' or (>= '\x1c' and <= '\x1e') or '\x85' or '\u2028' or '\u2029';

    private static bool IsTrimmed(char c, string? characters) =>
        characters is null ? IsSpace(c) : characters.Contains(c, StringComparison.Ordinal);
}
