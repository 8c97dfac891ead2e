namespace EdgeReasoning.Budgets;

/// <summary>When a thinking counts as repeating itself. Null switches a sign off; one at least must be on.</summary>
public sealed record StopWhenLoopingOptions
{
    /// <summary>Times that the same 1 to 64 tokens stand one after another, over 32 tokens or more in all, from 2. Default 4.</summary>
    public int? Ngrams { get; init; } = 4;

    /// <summary>Times that the same line of at least 8 bytes stands among the last 64 such lines, from 2. Default 4.</summary>
    public int? Lines { get; init; } = 4;

    /// <summary>Bits of entropy below which the tokens of the last <see cref="EntropyWindow"/> are too few different ones: 0 for one token only, 7 where 128 all differ; above 0. Default 2.</summary>
    public double? MinEntropyBits { get; init; } = 2;

    /// <summary>Tokens over which the entropy is taken, from 16. Default 128.</summary>
    public int EntropyWindow { get; init; } = 128;

    internal void Validate()
    {
        if (Ngrams is null && Lines is null && MinEntropyBits is null)
            throw new ArgumentException($"A loop shows in {nameof(Ngrams)}, {nameof(Lines)} or {nameof(MinEntropyBits)}, and all are switched off.");
        if (Ngrams < 2) throw new ArgumentOutOfRangeException(nameof(Ngrams), Ngrams, "What stands there once is no repetition.");
        if (Lines < 2) throw new ArgumentOutOfRangeException(nameof(Lines), Lines, "What stands there once is no repetition.");
        if (EntropyWindow < 16) throw new ArgumentOutOfRangeException(nameof(EntropyWindow), EntropyWindow, "An entropy is taken over at least 16 tokens.");
        if (MinEntropyBits is { } bits && !(bits > 0 && bits < Math.Log2(EntropyWindow)))
            throw new ArgumentOutOfRangeException(nameof(MinEntropyBits), MinEntropyBits, $"{EntropyWindow} tokens have an entropy of 0 to {Math.Log2(EntropyWindow):F2} bits.");
    }
}
