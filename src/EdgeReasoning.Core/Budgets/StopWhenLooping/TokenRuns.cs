namespace EdgeReasoning.Budgets;

/// <summary>Finds n-grams that follow upon themselves: for each length, how many tokens in a row equal the one so many places before.</summary>
internal sealed class TokenRuns(int repeats)
{
    private const int LongestNgram = 64, LeastTokens = 32;

    private readonly int[] _runs = new int[LongestNgram + 1];

    /// <summary>Takes the token at an index.</summary>
    /// <returns>Whether an n-gram stands there often enough.</returns>
    public bool Add(ReadOnlySpan<int> tokens, int index)
    {
        bool loops = false;
        for (int length = 1; length <= Math.Min(LongestNgram, index); length++)
        {
            int run = tokens[index] == tokens[index - length] ? _runs[length] + 1 : 0;
            _runs[length] = run;
            loops |= run >= (repeats - 1) * length && run + length >= LeastTokens;
        }
        return loops;
    }
}
