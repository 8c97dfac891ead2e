using System.Globalization;

namespace EdgeReasoning.Performance;

/// <summary>How a tegrastats line falls into words, and what numbers look like in it.</summary>
internal static class TegrastatsWords
{
    // A word ends at white space outside of brackets, or where a parenthesis opens: IRAM prints 0/252kB(lfb 252kB).
    internal static bool TakeWord(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> word)
    {
        rest = rest.TrimStart();
        int depth = 0, end = 0;
        for (; end < rest.Length; end++)
        {
            char c = rest[end];
            if (depth == 0 && (char.IsWhiteSpace(c) || (c == '(' && end > 0)))
            {
                break;
            }

            depth += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
            depth = Math.Max(0, depth);
        }

        word = rest[..end];
        rest = rest[end..];
        return !word.IsEmpty;
    }

    internal static bool IsName(ReadOnlySpan<char> word)
    {
        foreach (char c in word)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.'))
            {
                return false;
            }
        }

        return char.IsAsciiLetter(word[0]);
    }

    internal static ReadOnlySpan<char> Inner(ReadOnlySpan<char> word) => word.Trim("[]");

    internal static bool TryMilliwatts(ReadOnlySpan<char> word, out double milliwatts)
        => TryNumber(word.EndsWith("mW") ? word[..^2] : word, out milliwatts);

    internal static bool TryBytes(ReadOnlySpan<char> word, out long bytes, out double unit)
    {
        bytes = 0;
        unit = word switch
        {
            [.., 'G', 'B'] => 1L << 30,
            [.., 'M', 'B'] => 1L << 20,
            [.., 'k', 'B'] or [.., 'K', 'B'] => 1L << 10,
            _ => 0,
        };
        if (unit == 0 || !TryNumber(word[..^2], out double value))
        {
            return false;
        }

        bytes = (long)Math.Min(value * unit, long.MaxValue / 2);
        return true;
    }

    internal static bool TryNumber(ReadOnlySpan<char> word, out double value)
        => double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
