namespace EdgeReasoning.Budgets;

/// <summary>Energy that a whole request may take.</summary>
public sealed record EnergyOptions
{
    /// <summary>Joules on the rail of the device's profile, prompt and all traces of the request together; above 0, finite.</summary>
    public required double Joules { get; init; }

    /// <summary>Tokens for whose energy the answer is provided, from 0. Default null: 64, but at most half of what fits.</summary>
    public int? AnswerReserve { get; init; }

    internal void Validate()
    {
        if (!(Joules > 0) || !double.IsFinite(Joules)) throw new ArgumentOutOfRangeException(nameof(Joules), Joules, "An energy budget is a number of joules above 0.");
        if (AnswerReserve < 0) throw new ArgumentOutOfRangeException(nameof(AnswerReserve), AnswerReserve, "A reserve for the answer is at least 0 tokens.");
    }
}
