namespace EdgeReasoning.Planning;

/// <summary>Nothing keeps the constraints of a request, and the engine was told to refuse it then; the message says what to relax.</summary>
public sealed class InfeasiblePlanException : Exception
{
    /// <summary>Refuses a plan.</summary>
    /// <param name="plan">The plan, which has no choice.</param>
    public InfeasiblePlanException(Plan plan)
        : base(plan?.Reason) => Plan = plan ?? throw new ArgumentNullException(nameof(plan));

    /// <summary>The plan, with what comes nearest.</summary>
    public Plan Plan { get; }
}
