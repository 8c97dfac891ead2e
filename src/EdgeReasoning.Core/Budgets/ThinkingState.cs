using System.Text;

namespace EdgeReasoning.Budgets;

/// <summary>One trace at one token: what it has written, and the token that the model has chosen next, which is not taken yet.</summary>
/// <remarks>Valid only during the call it is passed to.</remarks>
public readonly ref struct ThinkingState
{
    /// <summary>Whether the trace is thinking; otherwise it is answering.</summary>
    public bool IsThinking { get; init; }

    /// <summary>Thinking tokens of all blocks of the turn that are charged: those that the model chose itself, and that are not, or not yet, known to be a marker.</summary>
    public int ThinkingTokens { get; init; }

    /// <summary>Of these, tokens of the block under way.</summary>
    public int BlockTokens { get; init; }

    /// <summary>Thinking blocks so far, the one under way included.</summary>
    public int Blocks { get; init; }

    /// <summary>Tokens since the first thinking block ended, or of the whole reply where there was none: the answer, and markers and thinking that came up in it.</summary>
    public int AnswerTokens { get; init; }

    /// <summary>Every token of the reply so far, forced ones and markers included.</summary>
    public ReadOnlySpan<int> Tokens { get; init; }

    /// <summary>The thinking so far in UTF-8, without markers; the last code point may be incomplete.</summary>
    public ReadOnlySpan<byte> ThinkingText { get; init; }

    /// <summary>The answer so far in UTF-8; the last code point may be incomplete.</summary>
    public ReadOnlySpan<byte> AnswerText { get; init; }

    /// <summary>The token that the model has chosen next.</summary>
    public int Next { get; init; }

    /// <summary>The bytes it stands for; empty for a control token.</summary>
    public ReadOnlySpan<byte> NextText { get; init; }

    /// <summary>Whether the trace is thinking and <see cref="Next"/> would end that: the end marker, or the end of the reply.</summary>
    public bool EndsThinking { get; init; }

    /// <summary>The model's logits from which <see cref="Next"/> was chosen, one per token of the vocabulary, before biases and temperature.</summary>
    public ReadOnlySpan<float> Logits { get; init; }

    /// <summary>The token of the end marker; null where the model has none, or writes it with several.</summary>
    public int? EndToken { get; init; }

    /// <summary>DeepConf confidence of <see cref="Next"/>; null unless asked for (<see cref="BudgetPlan.NeedConfidence"/>).</summary>
    public float? Confidence { get; init; }

    /// <summary>Time since the request was accepted, in seconds.</summary>
    public double ElapsedSeconds { get; init; }

    /// <summary>Time per token of this trace of late, in seconds; null before its third token.</summary>
    public double? SecondsPerToken { get; init; }

    /// <summary>Whether the thinking so far ends with a text.</summary>
    /// <param name="text">The text; at most 256 characters.</param>
    public bool TextEndsWith(ReadOnlySpan<char> text)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, 256, nameof(text));
        Span<byte> bytes = stackalloc byte[3 * text.Length];
        int count = Encoding.UTF8.GetBytes(text, bytes);
        return ThinkingText.EndsWith(bytes[..count]);
    }
}
