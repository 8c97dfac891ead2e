namespace EdgeReasoning.Performance;

/// <summary>The token counts that a model was fitted on, both ends included.</summary>
/// <param name="Min">Smallest count, from 0.</param>
/// <param name="Max">Largest count, not below <paramref name="Min"/>.</param>
public readonly record struct TokenRange(int Min, int Max)
{
    /// <summary>The range from the smallest to the largest of <paramref name="tokens"/>.</summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static TokenRange Of(IEnumerable<int> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        int min = int.MaxValue, max = int.MinValue;
        foreach (int count in tokens)
        {
            min = Math.Min(min, count);
            max = Math.Max(max, count);
        }

        return max < min ? throw new ArgumentException("A range needs at least one token count.", nameof(tokens)) : new TokenRange(min, max);
    }

    /// <summary>Whether <paramref name="tokens"/> lies inside.</summary>
    public bool Contains(int tokens) => tokens >= Min && tokens <= Max;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Min} to {Max} tokens");
}
