namespace EdgeReasoning.Budgets;

/// <summary>Adds a deadline to a budget.</summary>
public static class DeadlineExtensions
{
    /// <summary>Ends the whole request within a time, with an answer: thinking is closed while there is time for 64 tokens of it.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="time">From the call until the end, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is not above 0.</exception>
    public static TokenBudget Deadline(this TokenBudget budget, TimeSpan time)
    {
        if (time <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(time), time, "A deadline lies in the future: give the time that the request may take, above 0.");
        return budget.Deadline(new DeadlineOptions { Time = time });
    }

    /// <summary>Ends the whole request within a time.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="options">The time, and what is kept for the answer.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static TokenBudget Deadline(this TokenBudget budget, DeadlineOptions options)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return budget.With(new DeadlinePolicy(options));
    }
}
