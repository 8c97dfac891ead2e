using EdgeReasoning.Pareto;

namespace EdgeReasoning.Reporting;

/// <summary>
/// Colours for colour-blind eyes (after Okabe and Ito, 2008, darkened to a contrast of 4.5 on white); the page has a light counterpart
/// of each for the dark theme, by the same order.
/// </summary>
internal static class Palette
{
    public const string Member = ChartColors.Member;
    public const string Other = "#707070";

    private static readonly string[] Series = [Member, "#b84a00", "#00755a", "#9c4379", "#7a5b00", "#4d4d4d"];

    /// <summary>A colour for each category, in the order given; from the seventh on they repeat.</summary>
    public static IReadOnlyList<(string Category, string Color)> For(IEnumerable<string> categories) =>
        [.. categories.Distinct().Select((category, index) => (category, Series[index % Series.Length]))];

    /// <summary>The dashes of a line, as lengths of strokes and gaps, by the order of its category.</summary>
    public static int[] Dash(int index) => index switch { 0 => [1, 0], 1 => [6, 4], 2 => [2, 3], _ => [8, 3, 2, 3] };

    /// <summary>What a category of <see cref="ChartDot.Shape"/> is drawn as, in the words of Vega.</summary>
    public static string Shape(string category) => category switch { "measured" => "circle", "predicted" => "diamond", _ => "square" };
}
