namespace EdgeReasoning.Budgets;

/// <summary>How the prompt asks for a short reply.</summary>
public sealed record AskForOptions
{
    /// <summary>Tokens to ask for, from 1. Needed unless the words name none. Default null.</summary>
    public int? Tokens { get; init; }

    /// <summary>The words. Default <see cref="AskForWording.Plain"/>.</summary>
    public AskForWording Wording { get; init; }

    /// <summary>Words of one's own instead; <c>{tokens}</c> stands for <see cref="Tokens"/>. Default null.</summary>
    public string? Text { get; init; }

    internal string Sentence => (Text ?? Template).Replace("{tokens}", FormattableString.Invariant($"{Tokens}"), StringComparison.Ordinal);

    private string Template => Wording switch
    {
        AskForWording.L1Exact => "Think for {tokens} tokens.",
        AskForWording.L1Max => "Think for maximum {tokens} tokens.",
        AskForWording.ThinkAtMost => "Think for at most {tokens} tokens.",
        AskForWording.ChainOfDraft => "Think step by step, but only keep a minimum draft for each thinking step, with 5 words at most. Return the answer at the end of the response after a separator ####.",
        _ => "Please limit your answer to {tokens} tokens at most.",
    };

    internal void Validate()
    {
        if (!Enum.IsDefined(Wording)) throw new ArgumentOutOfRangeException(nameof(Wording), Wording, $"Not one of {nameof(AskForWording)}.");
        if (Tokens < 1) throw new ArgumentOutOfRangeException(nameof(Tokens), Tokens, "Ask for 1 token or more; for none there is NoThinking.");
        if (Text is not null && string.IsNullOrWhiteSpace(Text)) throw new ArgumentException("The sentence to ask with is empty.", nameof(Text));
        if (Tokens is null && (Text ?? Template).Contains("{tokens}", StringComparison.Ordinal))
            throw new ArgumentNullException(nameof(Tokens), "The sentence to ask with names a number of tokens. Set Tokens.");
    }
}
