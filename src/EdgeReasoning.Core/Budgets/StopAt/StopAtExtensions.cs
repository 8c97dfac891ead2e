namespace EdgeReasoning.Budgets;

/// <summary>Adds stop sequences to a budget.</summary>
public static class StopAtExtensions
{
    /// <summary>Ends a trace as soon as its answer holds one of some texts (<see cref="Traces.StopReason.Policy"/>). The thinking may hold them, and white space
    /// before the answer does not count. What was found stays at the end of the trace's answer, with what else its last token spells.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="sequences">The texts, each at least one character; none changes nothing.</param>
    /// <exception cref="ArgumentException">A text is null or empty, and would end every answer.</exception>
    public static TokenBudget StopAt(this TokenBudget budget, params IReadOnlyCollection<string> sequences)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(sequences);
        if (sequences.Any(string.IsNullOrEmpty)) throw new ArgumentException("A stop sequence is empty, and would end every answer. Leave it out.", nameof(sequences));
        return sequences.Count == 0 ? budget : budget.With(new StopAtPolicy([.. sequences.Distinct()]));
    }
}
