using System.Globalization;
using System.Security;
using System.Text;

namespace EdgeReasoning.Pareto;

/// <summary>Draws a chart as an SVG document, with nothing but text to write it.</summary>
internal static class SvgWriter
{
    private const int Width = 720;
    private const int Height = 460;
    private const int Left = 70;
    private const int Right = 690;
    private const int Top = 50;
    private const int Bottom = 400;

    public static string Write(ChartData chart)
    {
        double[] x = [.. chart.Points.Select(static point => point.X), .. chart.Steps.Select(static step => step.X)];
        double[] y = [.. chart.Points.Select(static point => point.Y), .. chart.Steps.Select(static step => step.Y)];
        var horizontal = new ChartScale(x, Left, Right);
        var vertical = new ChartScale(y, Bottom, Top);

        var svg = new StringBuilder();
        Append(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        Append(svg, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
        Append(svg, $"<text x=\"{Left}\" y=\"28\" font-size=\"15\" font-weight=\"bold\">{SecurityElement.Escape(chart.Title)}</text>");
        WriteAxes(svg, chart, horizontal, vertical);
        WriteAreas(svg, chart, horizontal, vertical);
        WriteSteps(svg, chart, horizontal, vertical);
        WritePoints(svg, chart, horizontal, vertical);
        Append(svg, $"</svg>");
        return svg.ToString();
    }

    private static void WriteAxes(StringBuilder svg, ChartData chart, ChartScale horizontal, ChartScale vertical)
    {
        foreach (double mark in horizontal.Marks())
        {
            double place = horizontal.Place(mark);
            Append(svg, $"<line x1=\"{place:F1}\" y1=\"{Top}\" x2=\"{place:F1}\" y2=\"{Bottom}\" stroke=\"#eeeeee\"/>");
            Append(svg, $"<text x=\"{place:F1}\" y=\"{Bottom + 18}\" text-anchor=\"middle\">{mark:G6}</text>");
        }

        foreach (double mark in vertical.Marks())
        {
            double place = vertical.Place(mark);
            Append(svg, $"<line x1=\"{Left}\" y1=\"{place:F1}\" x2=\"{Right}\" y2=\"{place:F1}\" stroke=\"#eeeeee\"/>");
            Append(svg, $"<text x=\"{Left - 8}\" y=\"{place + 4:F1}\" text-anchor=\"end\">{mark:G6}</text>");
        }

        int middle = (Top + Bottom) / 2;
        Append(svg, $"<text x=\"{(Left + Right) / 2}\" y=\"{Bottom + 42}\" text-anchor=\"middle\">{SecurityElement.Escape(chart.X.Name)}</text>");
        Append(svg, $"<text x=\"18\" y=\"{middle}\" text-anchor=\"middle\" transform=\"rotate(-90 18 {middle})\">{SecurityElement.Escape(chart.Y.Name)}</text>");
    }

    private static void WriteAreas(StringBuilder svg, ChartData chart, ChartScale horizontal, ChartScale vertical)
    {
        foreach (ChartArea area in chart.Areas)
        {
            (double x, double x2) = (horizontal.Place(area.X), horizontal.Place(area.X2));
            (double y, double y2) = (vertical.Place(area.Y), vertical.Place(area.Y2));
            Append(svg, $"<rect x=\"{Math.Min(x, x2):F1}\" y=\"{Math.Min(y, y2):F1}\" width=\"{Math.Abs(x2 - x):F1}\" height=\"{Math.Abs(y2 - y):F1}\" fill=\"{ChartColors.Member}\" fill-opacity=\"0.15\"/>");
        }
    }

    private static void WriteSteps(StringBuilder svg, ChartData chart, ChartScale horizontal, ChartScale vertical)
    {
        string points = string.Join(' ', chart.Steps.Select(step =>
            string.Create(CultureInfo.InvariantCulture, $"{horizontal.Place(step.X):F1},{vertical.Place(step.Y):F1}")));
        Append(svg, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{ChartColors.Member}\" stroke-width=\"1.5\"/>");
    }

    private static void WritePoints(StringBuilder svg, ChartData chart, ChartScale horizontal, ChartScale vertical)
    {
        (bool isLeft, bool isAbove) = chart.LabelSide;
        string anchor = isLeft ? "end" : "start";
        // Members on top of what they dominate.
        foreach (ChartPoint point in chart.Points.OrderBy(static point => point.IsMember))
        {
            (double x, double y) = (horizontal.Place(point.X), vertical.Place(point.Y));
            string color = point.IsMember ? ChartColors.Member : ChartColors.Dominated;
            string label = SecurityElement.Escape(point.Label) ?? "";
            Append(svg, $"<circle cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"4.5\" fill=\"{color}\"><title>{label}</title></circle>");
            if (point.IsMember && label.Length > 0)
                Append(svg, $"<text x=\"{x + (isLeft ? -7 : 7):F1}\" y=\"{y + (isAbove ? -5 : 14):F1}\" text-anchor=\"{anchor}\">{label}</text>");
        }
    }

    private static void Append(StringBuilder svg, FormattableString line) =>
        svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
