namespace EdgeReasoning.Fuzz.Mutation;

/// <summary>Splits text as most languages do: words, numbers, white space, and each other character alone.</summary>
internal static class TextTokens
{
    public static IEnumerable<string> Split(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int kind = Kind(text[start]), end = start + 1;
            while (kind > 0 && end < text.Length && Kind(text[end]) == kind) end++;
            yield return text[start..end];
            start = end;
        }
    }

    private static int Kind(char c) => char.IsLetter(c) || c == '_' ? 1 : char.IsDigit(c) ? 2 : char.IsWhiteSpace(c) ? 3 : 0;
}
