namespace EdgeReasoning.Budgets;

/// <summary>Time that a whole request may take.</summary>
public sealed record DeadlineOptions
{
    /// <summary>From the call until the end, waiting for memory and the prompt included; above 0.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Tokens for whose time the answer is provided, from 0. The answer may be longer while time is left; it is cut when there is none. Default null: 64, but at most half
    /// of what fits.</summary>
    public int? AnswerReserve { get; init; }

    internal void Validate()
    {
        if (Time <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(Time), Time, "A deadline lies in the future: give the time that the request may take, above 0.");
        if (AnswerReserve < 0) throw new ArgumentOutOfRangeException(nameof(AnswerReserve), AnswerReserve, "A reserve for the answer is at least 0 tokens.");
    }
}
