using System.Globalization;
using System.Net;
using System.Text;

namespace EdgeReasoning.Benchmarks.Profile;

/// <summary>Predicted over measured seconds, both axes logarithmic, with the band of a tenth around equality.</summary>
internal static class ProfilePicture
{
    private const int Width = 720, Height = 560, Left = 80, Top = 30, Side = 440;
    private static readonly string[] s_colours = ["#3366cc", "#dc3912", "#ff9900", "#109618"];

    public static string Of(IReadOnlyList<HeldOutPoint> points)
    {
        double low = Math.Floor(Math.Log10(points.Min(point => Math.Min(point.Measured, point.Predicted))));
        double high = Math.Ceiling(Math.Log10(points.Max(point => Math.Max(point.Measured, point.Predicted))));
        StringBuilder svg = new();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="13">""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<title>Predicted over measured seconds of held-out requests</title><rect width="{Width}" height="{Height}" fill="white"/>""");
        double tenth = Math.Log10(1.1) / (high - low) * Side;
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<polygon points="{Left},{Top + Side - tenth:0.0} {Left + Side - tenth:0.0},{Top} {Left + Side},{Top} {Left + Side},{Top + tenth:0.0} {Left + tenth:0.0},{Top + Side} {Left},{Top + Side}" fill="#eeeeee"/>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<line x1="{Left}" y1="{Top + Side}" x2="{Left + Side}" y2="{Top}" stroke="#888888"/>""");
        for (double power = low; power <= high; power++)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<path d="M{X(power):0.0},{Top}V{Top + Side}M{Left},{Y(power):0.0}H{Left + Side}" stroke="#dddddd"/>""");
            string label = Math.Pow(10, power).ToString("0.####", CultureInfo.InvariantCulture);
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{X(power):0.0}" y="{Top + Side + 18}" text-anchor="middle">{label}</text><text x="{Left - 6}" y="{Y(power) + 4:0.0}" text-anchor="end">{label}</text>""");
        }

        (string Model, string Phase)[] groups = [.. points.Select(point => (point.Model, point.Phase)).Distinct()];
        for (int i = 0; i < groups.Length; i++)
        {
            string colour = s_colours[i % s_colours.Length];
            foreach (HeldOutPoint point in points.Where(point => (point.Model, point.Phase) == groups[i]))
                svg.AppendLine(CultureInfo.InvariantCulture, $"""<circle cx="{X(Math.Log10(point.Measured)):0.0}" cy="{Y(Math.Log10(point.Predicted)):0.0}" r="3" fill="{colour}" fill-opacity="0.6"/>""");
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<circle cx="{Left + Side + 16}" cy="{Top + 14 + (22 * i)}" r="4" fill="{colour}"/><text x="{Left + Side + 26}" y="{Top + 18 + (22 * i)}">{WebUtility.HtmlEncode($"{groups[i].Model}, {groups[i].Phase}")}</text>""");
        }

        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{Left + (Side / 2)}" y="{Top + Side + 42}" text-anchor="middle">measured, s (grey: within a tenth)</text><text transform="translate(20,{Top + (Side / 2)}) rotate(-90)" text-anchor="middle">predicted, s</text></svg>""");
        return svg.ToString();

        double X(double power) => Left + ((power - low) / (high - low) * Side);

        double Y(double power) => Top + Side - ((power - low) / (high - low) * Side);
    }
}
