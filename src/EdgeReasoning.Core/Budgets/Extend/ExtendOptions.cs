namespace EdgeReasoning.Budgets;

/// <summary>How the thinking is made longer when the model wants to end it (budget forcing of s1, arXiv 2501.19393).</summary>
public sealed record ExtendOptions
{
    /// <summary>Thinking tokens below which the model may not end its thinking, from 0. Default 0: it is extended <see cref="Times"/> times, however long it is.</summary>
    public int MinThinkingTokens { get; init; }

    /// <summary>Extensions at the most, from 1. Default null: once, or, with <see cref="MinThinkingTokens"/>, up to 32 times, which stops a model that ends again at once.</summary>
    public int? Times { get; init; }

    /// <summary>What the model is made to say instead of the end marker; not empty. Default "Wait".</summary>
    public string Text { get; init; } = "Wait";

    /// <summary>What an extension costs of a thinking limit, where there is one. Default <see cref="ExtendAccounting.ChosenTokens"/>.</summary>
    public ExtendAccounting Accounting { get; init; }

    internal void Validate()
    {
        if (MinThinkingTokens < 0) throw new ArgumentOutOfRangeException(nameof(MinThinkingTokens), MinThinkingTokens, "The least thinking is at least 0 tokens.");
        if (Times < 1) throw new ArgumentOutOfRangeException(nameof(Times), Times, "Extend once or more often, or leave the policy out.");
        if (string.IsNullOrWhiteSpace(Text)) throw new ArgumentException($"The text that extends the thinking is empty; the default is \"Wait\".", nameof(Text));
        if (!Enum.IsDefined(Accounting)) throw new ArgumentOutOfRangeException(nameof(Accounting), Accounting, $"Not one of {nameof(ExtendAccounting)}.");
    }
}
