namespace EdgeReasoning.Budgets;

/// <summary>Adds a request for a short reply to a budget.</summary>
public static class AskForExtensions
{
    /// <summary>Asks in the prompt for at most so many tokens. Soft: nothing is cut; add a limit for that.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="tokens">Tokens to ask for, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tokens"/> is less than 1.</exception>
    public static TokenBudget AskFor(this TokenBudget budget, int tokens)
    {
        if (tokens < 1) throw new ArgumentOutOfRangeException(nameof(tokens), tokens, "Ask for 1 token or more; for none there is NoThinking.");
        return budget.AskFor(new AskForOptions { Tokens = tokens });
    }

    /// <summary>Asks in the prompt for a short reply, in the words that a model was trained on, or in one's own.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="options">How many tokens, in what words.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the words name a number that is not given.</exception>
    public static TokenBudget AskFor(this TokenBudget budget, AskForOptions options)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return budget.With(new AskForPolicy(options));
    }
}
