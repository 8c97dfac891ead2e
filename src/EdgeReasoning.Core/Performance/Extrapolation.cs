namespace EdgeReasoning.Performance;

/// <summary>What a model does when it is asked beyond the range that it was fitted on.</summary>
public enum Extrapolation
{
    /// <summary>Answer, and say so in <see cref="Prediction.IsExtrapolated"/>.</summary>
    Flag,

    /// <summary>Throw an <see cref="ArgumentOutOfRangeException"/> that names the value and the range.</summary>
    Refuse,
}
