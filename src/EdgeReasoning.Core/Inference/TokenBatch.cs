namespace EdgeReasoning.Inference;

/// <summary>Tokens to decode in one call, each with its position and its sequence. Reused from step to step; allocates only when made.</summary>
public sealed class TokenBatch
{
    private readonly int[] _tokens;
    private readonly int[] _positions;
    private readonly int[] _sequences;
    private readonly bool[] _wantsLogits;

    /// <summary>Makes an empty batch.</summary>
    /// <param name="capacity">The most tokens it can hold, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    public TokenBatch(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _tokens = new int[capacity];
        _positions = new int[capacity];
        _sequences = new int[capacity];
        _wantsLogits = new bool[capacity];
    }

    /// <summary>The most tokens it can hold.</summary>
    public int Capacity => _tokens.Length;

    /// <summary>The tokens it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Of them, those whose logits are wanted.</summary>
    public int LogitsCount { get; private set; }

    /// <summary>The tokens, by row.</summary>
    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Count);

    /// <summary>The position of each token in its sequence, by row.</summary>
    public ReadOnlySpan<int> Positions => _positions.AsSpan(0, Count);

    /// <summary>The sequence of each token, by row.</summary>
    public ReadOnlySpan<int> Sequences => _sequences.AsSpan(0, Count);

    /// <summary>Whether the logits after the token are wanted, by row.</summary>
    public ReadOnlySpan<bool> WantsLogits => _wantsLogits.AsSpan(0, Count);

    /// <summary>Appends a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="position">Its position in the sequence, from 0.</param>
    /// <param name="sequence">Its sequence.</param>
    /// <param name="wantsLogits">Whether the logits after it will be read.</param>
    /// <returns>Its row, for <see cref="IInferenceContext.GetLogits"/>.</returns>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public int Add(int token, int position, int sequence, bool wantsLogits)
    {
        int row = Count;
        if (row == _tokens.Length)
            throw new InvalidOperationException($"The batch is full: it was made for {_tokens.Length} tokens.");
        _tokens[row] = token;
        _positions[row] = position;
        _sequences[row] = sequence;
        _wantsLogits[row] = wantsLogits;
        Count = row + 1;
        if (wantsLogits) LogitsCount++;
        return row;
    }

    /// <summary>Empties the batch.</summary>
    public void Clear()
    {
        Count = 0;
        LogitsCount = 0;
    }
}
