using System.Globalization;
using System.Text;

namespace EdgeReasoning.Prompts.Jinja.Syntax;

/// <summary>What a string literal stands for: Python's escapes; an unknown one is kept as it is written.</summary>
internal static class StringLiteral
{
    public static string Unescape(string raw, int line)
    {
        if (!raw.Contains('\\', StringComparison.Ordinal)) return raw;
        var text = new StringBuilder(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }
            char c = raw[++i];
            switch (c)
            {
                case 'n': text.Append('\n'); break;
                case 't': text.Append('\t'); break;
                case 'r': text.Append('\r'); break;
                case 'a': text.Append('\a'); break;
                case 'b': text.Append('\b'); break;
                case 'f': text.Append('\f'); break;
                case 'v': text.Append('\v'); break;
                case '\n': break;
                case '\\' or '\'' or '"': text.Append(c); break;
                case 'x': text.Append(Hexadecimal(raw, ref i, 2, line)); break;
                case 'u': text.Append(Hexadecimal(raw, ref i, 4, line)); break;
                case 'U': text.Append(Hexadecimal(raw, ref i, 8, line)); break;
                case >= '0' and <= '7': text.Append(Octal(raw, ref i)); break;
                default: text.Append('\\').Append(c); break;
            }
        }
        return text.ToString();
    }

    private static string Hexadecimal(string raw, ref int i, int digits, int line)
    {
        if (i + digits < raw.Length
            && int.TryParse(raw.AsSpan(i + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
            && code is >= 0 and <= 0x10FFFF)
        {
            i += digits;
            return code <= char.MaxValue ? ((char)code).ToString() : char.ConvertFromUtf32(code);
        }
        throw new JinjaException($"'\\{raw[i]}' needs {digits} hexadecimal digits of a character", line);
    }

    private static char Octal(string raw, ref int i)
    {
        int code = raw[i] - '0';
        for (int digits = 1; digits < 3 && i + 1 < raw.Length && raw[i + 1] is >= '0' and <= '7'; digits++) code = code * 8 + raw[++i] - '0';
        return (char)code;
    }
}
