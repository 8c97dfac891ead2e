namespace EdgeReasoning.Budgets;

/// <summary>Adds direct prompting to a budget.</summary>
public static class DirectExtensions
{
    /// <summary>Asks for the answer directly, as the paper asks models that do not think; one that thinks is kept from it.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="sentence">What is asked; not empty. Default the paper's "Read the question and select the best answer directly."</param>
    /// <exception cref="ArgumentException">The sentence is empty.</exception>
    public static TokenBudget Direct(this TokenBudget budget, string sentence = DirectPolicy.PaperSentence)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentException.ThrowIfNullOrWhiteSpace(sentence);
        return budget.With(new DirectPolicy(sentence));
    }
}
