using EdgeReasoning.Budgets;

namespace EdgeReasoning.Evaluation;

/// <summary>A budget under a name, by which it is found again in stores, tables and charts.</summary>
/// <param name="Name">Unique among the budgets of a study: <c>limit 128</c>, say.</param>
/// <param name="Budget">The budget.</param>
public sealed record BudgetChoice(string Name, TokenBudget Budget)
{
    /// <summary>Thinking for as long as the model likes.</summary>
    public static BudgetChoice Unlimited { get; } = new("unlimited", TokenBudget.Unlimited);

    /// <summary>Reads a budget that is written down, as in study files and on the command line; its name is what was written.</summary>
    /// <param name="text">
    /// Policies joined by <c>+</c>, each one of: <c>unlimited</c>, <c>no-thinking</c>, <c>direct</c>, <c>limit N</c> (thinking tokens), <c>answer N</c>
    /// (answer tokens), <c>total N</c> (tokens of a trace), <c>ask N</c> (a sentence in the prompt), <c>extend N</c> (thinking tokens at least), <c>wait N</c>
    /// (ends of the thinking that are passed over), <c>deadline T</c> (<c>500ms</c>, <c>2s</c>), <c>energy J</c> (joules), <c>effort none|low|medium|high</c>,
    /// <c>stop-when-stable</c>, <c>stop-when-looping</c>, <c>close-softly</c>. For example <c>ask 96 + limit 128 + answer 32</c>.
    /// </param>
    /// <exception cref="FormatException">It is none of these; the message says which part is not.</exception>
    public static BudgetChoice Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        (string name, TokenBudget budget) = BudgetText.Parse(text);
        return new(name, budget);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
