namespace EdgeReasoning.Pareto;

/// <summary>Colours that tell members from others, for colour-blind eyes too (Okabe and Ito, 2008).</summary>
internal static class ChartColors
{
    public const string Member = "#0072b2";
    public const string Dominated = "#999999";
}
