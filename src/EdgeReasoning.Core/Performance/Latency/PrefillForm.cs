namespace EdgeReasoning.Performance;

/// <summary>The shapes of <see cref="PrefillLatencyModel"/>, simplest first.</summary>
public enum PrefillForm
{
    /// <summary><see cref="LinearPrefill"/>.</summary>
    Linear,

    /// <summary><see cref="QuadraticPrefill"/>.</summary>
    Quadratic,

    /// <summary><see cref="PiecewisePrefill"/>.</summary>
    Piecewise,
}
