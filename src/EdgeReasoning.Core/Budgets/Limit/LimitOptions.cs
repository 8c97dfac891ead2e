namespace EdgeReasoning.Budgets;

/// <summary>Limits in tokens that hold for every trace. At least one of the three must be set.</summary>
public sealed record LimitOptions
{
    /// <summary>Tokens that the model may choose itself in all thinking blocks of a trace, from 0; 0 has it answer at once. Default null, no limit.</summary>
    public int? ThinkingTokens { get; init; }

    /// <summary>Tokens after the first thinking block, from 1. Default null, no limit.</summary>
    public int? AnswerTokens { get; init; }

    /// <summary>All tokens of a trace, those of the closing included, from 1. Default null: what the context holds.</summary>
    public int? TotalTokens { get; init; }

    /// <summary>Tokens of the total that are kept for the answer, from 0 and at most <see cref="TotalTokens"/>. Default null: 64, but at most half of the total.</summary>
    public int? AnswerReserve { get; init; }

    /// <summary>What the model is made to say before the end marker when its thinking is closed; may be empty. Default null: what its family is used to
    /// (<see cref="Prompts.ThinkingFormat.ClosingText"/>).</summary>
    public string? ClosingText { get; init; }

    /// <summary>
    /// Whether <see cref="ThinkingTokens"/> holds for each thinking block instead of the whole turn, as in llama.cpp: a model that opens its
    /// thinking again has as much once more, and there is no grace; a code point under way is finished beyond the limit. Default false.
    /// </summary>
    public bool PerBlock { get; init; }

    internal void Validate()
    {
        if (ThinkingTokens is null && AnswerTokens is null && TotalTokens is null)
            throw new ArgumentException($"A limit needs {nameof(ThinkingTokens)}, {nameof(AnswerTokens)} or {nameof(TotalTokens)}.");
        if (ThinkingTokens < 0) throw new ArgumentOutOfRangeException(nameof(ThinkingTokens), ThinkingTokens, "A limit on thinking is at least 0 tokens, which has the model answer at once.");
        if (AnswerTokens < 1) throw new ArgumentOutOfRangeException(nameof(AnswerTokens), AnswerTokens, "A limit on the answer is at least 1 token.");
        if (TotalTokens < 1) throw new ArgumentOutOfRangeException(nameof(TotalTokens), TotalTokens, "A limit on the whole reply is at least 1 token.");
        if (AnswerReserve < 0) throw new ArgumentOutOfRangeException(nameof(AnswerReserve), AnswerReserve, "A reserve for the answer is at least 0 tokens.");
        if (AnswerReserve > TotalTokens)
            throw new ArgumentOutOfRangeException(nameof(AnswerReserve), AnswerReserve, $"A reserve for the answer cannot be more than the whole reply, which is {TotalTokens} tokens.");
        if (ThinkingTokens > TotalTokens)
            throw new ArgumentOutOfRangeException(nameof(ThinkingTokens), ThinkingTokens, $"The thinking cannot be more than the whole reply, which is {TotalTokens} tokens.");
        if (PerBlock && ThinkingTokens is null)
            throw new ArgumentException($"{nameof(PerBlock)} says how {nameof(ThinkingTokens)} counts, which is not set.");
    }
}
