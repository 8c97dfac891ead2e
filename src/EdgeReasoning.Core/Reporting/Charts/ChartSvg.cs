using EdgeReasoning.Pareto;

namespace EdgeReasoning.Reporting;

/// <summary>Draws a chart as an SVG document, with nothing but text to write it.</summary>
internal static class ChartSvg
{
    private const int Width = 720;
    private const int Left = 70;
    private const int Right = 690;
    private const int Top = 50;
    private const int Bottom = 400;
    private const int LegendTop = 462;
    private const int LegendLine = 20;

    public static string Write(Chart chart)
    {
        var horizontal = new ChartScale(
            [.. chart.Dots.Select(dot => dot.X), .. chart.Lines.SelectMany(line => line.Points).Select(point => point.X)], Left, Right, chart.X.IsLogarithmic);
        var vertical = new ChartScale(
            [
                .. chart.Dots.SelectMany(dot => dot.Interval is { } interval ? [interval.Lower, dot.Y, interval.Upper] : new[] { dot.Y }),
                .. chart.Lines.SelectMany(line => line.Points).Select(point => point.Y),
            ],
            Bottom, Top, chart.Y.IsLogarithmic);
        int entries = chart.Colors.Count + chart.Shapes.Count + (chart.Dashes.Count > 1 ? chart.Dashes.Count : 0);
        int height = LegendTop + (LegendLine * ((entries + 1) / 2));

        var svg = new Markup();
        svg.Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\" aria-label=\"{chart.Title}: {chart.Description}\">\n");
        svg.Add($"<rect width=\"{Width}\" height=\"{height}\" fill=\"#ffffff\"/>\n");
        svg.Add($"<text x=\"{Left}\" y=\"28\" font-size=\"15\" font-weight=\"bold\" fill=\"#1a1a1a\">{chart.Title}</text>\n");
        WriteAxes(svg, chart, horizontal, vertical);
        WriteLines(svg, chart, horizontal, vertical);
        WriteDots(svg, chart, horizontal, vertical);
        WriteLegend(svg, chart);
        return svg.AddRaw("</svg>\n").ToString();
    }

    private static void WriteAxes(Markup svg, Chart chart, ChartScale horizontal, ChartScale vertical)
    {
        foreach (double mark in horizontal.Marks())
        {
            double place = horizontal.Place(mark);
            svg.Add($"<line x1=\"{place}\" y1=\"{Top}\" x2=\"{place}\" y2=\"{Bottom}\" stroke=\"#e5e5e5\"/>\n");
            svg.Add($"<text x=\"{place}\" y=\"{Bottom + 18}\" text-anchor=\"middle\" fill=\"#1a1a1a\">{Mark(mark, chart.X)}</text>\n");
        }

        foreach (double mark in vertical.Marks())
        {
            double place = vertical.Place(mark);
            svg.Add($"<line x1=\"{Left}\" y1=\"{place}\" x2=\"{Right}\" y2=\"{place}\" stroke=\"#e5e5e5\"/>\n");
            svg.Add($"<text x=\"{Left - 8}\" y=\"{place + 4}\" text-anchor=\"end\" fill=\"#1a1a1a\">{Mark(mark, chart.Y)}</text>\n");
        }

        int middle = (Top + Bottom) / 2;
        svg.Add($"<text x=\"{(Left + Right) / 2}\" y=\"{Bottom + 42}\" text-anchor=\"middle\" fill=\"#1a1a1a\">{chart.X.Title}</text>\n");
        svg.Add($"<text x=\"18\" y=\"{middle}\" text-anchor=\"middle\" transform=\"rotate(-90 18 {middle})\" fill=\"#1a1a1a\">{chart.Y.Title}</text>\n");
    }

    private static void WriteLines(Markup svg, Chart chart, ChartScale horizontal, ChartScale vertical)
    {
        foreach (ChartLine line in chart.Lines)
        {
            svg.AddRaw("<polyline points=\"");
            foreach ((double x, double y) in line.Points)
                svg.Add($"{horizontal.Place(x)},{vertical.Place(y)} ");
            svg.Add($"\" fill=\"none\" stroke=\"{chart.ColorOf(line.Color)}\" stroke-width=\"1.5\" stroke-dasharray=\"{Dash(chart, line.Dash)}\"/>\n");
        }
    }

    private static void WriteDots(Markup svg, Chart chart, ChartScale horizontal, ChartScale vertical)
    {
        // Those with a label, which are on the frontier, on top.
        foreach (ChartDot dot in chart.Dots.OrderBy(dot => dot.Label.Length > 0))
        {
            (double x, double y) = (horizontal.Place(dot.X), vertical.Place(dot.Y));
            string color = chart.ColorOf(dot.Color);
            if (dot.Interval is { } interval)
                svg.Add($"<line x1=\"{x}\" y1=\"{vertical.Place(interval.Lower)}\" x2=\"{x}\" y2=\"{vertical.Place(interval.Upper)}\" stroke=\"{color}\" stroke-opacity=\"0.35\"/>\n");
            svg.Add($"<path d=\"{ShapeAt(dot.Shape, x, y)}\" fill=\"{color}\"><title>{string.Join("; ", dot.Details.Select(detail => $"{detail.Title}: {detail.Text}"))}</title></path>\n");
            if (dot.Label.Length > 0)
                svg.Add($"<text x=\"{x - 6}\" y=\"{y - 6}\" text-anchor=\"end\" fill=\"{color}\">{dot.Label}</text>\n");
        }
    }

    private static void WriteLegend(Markup svg, Chart chart)
    {
        int entry = 0;
        foreach ((string category, string color) in chart.Colors)
            Write(category, (x, y) => svg.Add($"<rect x=\"{x - 5}\" y=\"{y - 5}\" width=\"10\" height=\"10\" fill=\"{color}\"/>"));
        foreach (string shape in chart.Shapes)
            Write(shape, (x, y) => svg.Add($"<path d=\"{ShapeAt(shape, x, y)}\" fill=\"{Palette.Other}\"/>"));
        if (chart.Dashes.Count > 1)
        {
            foreach (string dash in chart.Dashes)
                Write(dash, (x, y) => svg.Add($"<line x1=\"{x - 9}\" y1=\"{y}\" x2=\"{x + 9}\" y2=\"{y}\" stroke=\"{Palette.Other}\" stroke-dasharray=\"{Dash(chart, dash)}\"/>"));
        }

        void Write(string text, Action<double, double> draw)
        {
            double x = Left + (entry % 2 * ((Right - Left) / 2));
            double y = LegendTop + (entry++ / 2 * LegendLine);
            draw(x, y);
            svg.Add($"<text x=\"{x + 16}\" y=\"{y + 4}\" fill=\"#1a1a1a\">{text}</text>\n");
        }
    }

    private static string Mark(double mark, ChartAxis axis) =>
        axis.IsShare ? Quantity.Invariant($"{100 * mark:G6} %") : Quantity.Invariant($"{mark:G6}");

    private static string Dash(Chart chart, string dash)
    {
        int index = chart.Dashes.ToList().IndexOf(dash);
        return index == 0 ? "none" : string.Join(' ', Palette.Dash(index));
    }

    private static string ShapeAt(string shape, double x, double y) => Palette.Shape(shape) switch
    {
        "circle" => Quantity.Invariant($"M{x - 4.5:F1} {y:F1}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z"),
        "diamond" => Quantity.Invariant($"M{x:F1} {y - 5.5:F1}l5.5 5.5l-5.5 5.5l-5.5 -5.5z"),
        _ => Quantity.Invariant($"M{x - 4:F1} {y - 4:F1}h8v8h-8z"),
    };
}
