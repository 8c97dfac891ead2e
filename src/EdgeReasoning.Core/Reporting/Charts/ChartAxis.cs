namespace EdgeReasoning.Reporting;

/// <summary>An axis of a chart.</summary>
/// <param name="Title">What it measures, with its unit.</param>
/// <param name="IsLogarithmic">Whether equal distances are equal ratios; every value is above 0 then.</param>
/// <param name="IsShare">Whether values from 0 to 1 are labelled as percentages.</param>
internal sealed record ChartAxis(string Title, bool IsLogarithmic = false, bool IsShare = false)
{
    public static ChartAxis Accuracy { get; } = new("accuracy", IsShare: true);

    /// <summary>A logarithmic axis where the values allow one.</summary>
    public static ChartAxis Logarithmic(string title, IEnumerable<double> values) => new(title, values.All(value => value > 0));
}
