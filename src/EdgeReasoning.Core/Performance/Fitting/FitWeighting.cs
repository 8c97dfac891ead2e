namespace EdgeReasoning.Performance;

/// <summary>Which residuals a fit makes small.</summary>
public enum FitWeighting
{
    /// <summary>Residuals over the measured value: a millisecond of ten counts as much as a second of ten thousand.</summary>
    Relative,

    /// <summary>Plain residuals: ordinary least squares, ruled by the largest values.</summary>
    Absolute,
}
