namespace EdgeReasoning.Budgets;

/// <summary>Whether a text in UTF-8 ends inside a code point.</summary>
internal static class Utf8Tail
{
    private const int LongestCodePoint = 4;

    /// <summary>Whether the last code point is whole. A continuation byte without its beginning is not.</summary>
    public static bool IsComplete(ReadOnlySpan<byte> text) => MissingBytes(text) == 0;

    /// <summary>Bytes that the last code point still lacks, from 0 to 3; 1 for a continuation byte without its beginning.</summary>
    public static int MissingBytes(ReadOnlySpan<byte> text)
    {
        for (int i = 1; i <= Math.Min(LongestCodePoint, text.Length); i++)
        {
            byte b = text[^i];
            if (IsContinuation(b)) continue;
            int length = b < 0xC0 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : b < 0xF8 ? 4 : 1;
            return Math.Max(0, length - i);
        }
        return text.IsEmpty ? 0 : 1;
    }

    /// <summary>The same for a text and what is to follow it.</summary>
    public static int MissingBytes(ReadOnlySpan<byte> text, ReadOnlySpan<byte> next)
    {
        if (next.Length >= LongestCodePoint) return MissingBytes(next);
        Span<byte> tail = stackalloc byte[2 * LongestCodePoint];
        int kept = Math.Min(LongestCodePoint, text.Length);
        text[^kept..].CopyTo(tail);
        next.CopyTo(tail[kept..]);
        return MissingBytes(tail[..(kept + next.Length)]);
    }

    /// <summary>Whether a byte goes on with a code point that has begun before it.</summary>
    public static bool IsContinuation(byte b) => (b & 0xC0) == 0x80;
}
