using EdgeReasoning.Traces;

namespace EdgeReasoning.Budgets;

/// <summary>What a meter wants done at one token.</summary>
public readonly record struct BudgetDecision
{
    private BudgetDecision(BudgetDecisionKind kind, StopReason reason = StopReason.Policy, string? text = null, float bias = 0, ProbeOptions? probe = null)
    {
        Kind = kind;
        Reason = reason;
        Text = text;
        EndBias = bias;
        ProbeOptions = probe;
    }

    /// <summary>Take the token and go on.</summary>
    public static BudgetDecision Continue => default;

    /// <summary>Go on, and look at the answer the model would give now.</summary>
    public static BudgetDecision Probe { get; } = new(BudgetDecisionKind.Probe, probe: ProbeOptions.Default);

    /// <summary>End the thinking here and go on with the answer.</summary>
    public static BudgetDecision Close { get; } = new(BudgetDecisionKind.Close);

    /// <summary>End the trace here.</summary>
    public static BudgetDecision Stop { get; } = new(BudgetDecisionKind.Stop);

    /// <summary>What is to be done.</summary>
    public BudgetDecisionKind Kind { get; }

    /// <summary>Why, as the trace reports it; <see cref="StopReason.Policy"/> where nothing else was said.</summary>
    public StopReason Reason { get; }

    /// <summary>What the model is made to say, with <see cref="BudgetDecisionKind.Extend"/>.</summary>
    public string? Text { get; }

    /// <summary>How to look, with <see cref="BudgetDecisionKind.Probe"/>; null otherwise.</summary>
    public ProbeOptions? ProbeOptions { get; }

    /// <summary>What is added to the end marker's logit when the next token is chosen; 0 for nothing.</summary>
    public float EndBias { get; }

    /// <summary>Go on, and look at the answer the model would give now.</summary>
    /// <param name="options">How to look.</param>
    /// <exception cref="ArgumentOutOfRangeException">The answer would have less than 1 token.</exception>
    public static BudgetDecision ProbeWith(ProbeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTokens, 1, nameof(options));
        return new(BudgetDecisionKind.Probe, probe: options);
    }

    /// <summary>End the thinking here and go on with the answer.</summary>
    /// <param name="reason">Why.</param>
    public static BudgetDecision CloseFor(StopReason reason) => new(BudgetDecisionKind.Close, reason);

    /// <summary>End the trace here.</summary>
    /// <param name="reason">Why.</param>
    public static BudgetDecision StopFor(StopReason reason) => new(BudgetDecisionKind.Stop, reason);

    /// <summary>Have the model think on where it wants to end its thinking.</summary>
    /// <param name="text">What it is made to say instead of the end marker, such as "Wait"; not empty.</param>
    /// <exception cref="ArgumentException">The text is null or empty.</exception>
    public static BudgetDecision Extend(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return new(BudgetDecisionKind.Extend, text: text);
    }

    /// <summary>Go on, and make the end marker more or less likely as the next token.</summary>
    /// <param name="endBias">What is added to its logit; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bias is not finite.</exception>
    public static BudgetDecision Nudge(float endBias)
    {
        if (!float.IsFinite(endBias)) throw new ArgumentOutOfRangeException(nameof(endBias), endBias, "A bias on the end marker is a finite number.");
        return new(BudgetDecisionKind.Continue, bias: endBias);
    }

    /// <summary>The same with another bias on the end marker.</summary>
    internal BudgetDecision WithBias(float endBias) => new(Kind, Reason, Text, endBias, ProbeOptions);
}
