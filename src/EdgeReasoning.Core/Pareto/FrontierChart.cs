using System.Text;
using System.Text.Json;

namespace EdgeReasoning.Pareto;

/// <summary>
/// A picture of a frontier on two of its objectives: members and dominated items as points, the frontier as steps, and the
/// hypervolume as a shade. As a Vega-Lite specification or as an SVG file; numbers are written the same under any culture.
/// </summary>
/// <typeparam name="T">The caller's type.</typeparam>
/// <remarks>
/// Items that are infeasible, unknown, or infinite on an axis of the chart are left out. With more than two objectives all members
/// are drawn as members, and the steps are those of the two axes alone.
/// </remarks>
[TypeFormatterSource(typeof(PictureFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed class FrontierChart<T> : IPicture
{
    private readonly ChartData _data;

    /// <summary>Prepares a chart.</summary>
    /// <param name="snapshot">The frontier, with the dominated items it kept.</param>
    /// <param name="options">Axes, labels, title and reference; null takes the defaults.</param>
    /// <exception cref="ArgumentException">There is no such objective, the axes are the same, or the reference is not finite.</exception>
    public FrontierChart(FrontierSnapshot<T> snapshot, FrontierChartOptions<T>? options = null)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        options ??= new FrontierChartOptions<T>();
        int x = options.X is null ? 0 : snapshot.AxisOf(options.X);
        int y = options.Y is null ? 1 : snapshot.AxisOf(options.Y);
        if (y >= snapshot.Objectives.Count || x == y)
            throw new ArgumentException("A chart needs two different objectives; name them by X and Y.", nameof(options));

        Objective<T> horizontal = snapshot.Objectives[x];
        Objective<T> vertical = snapshot.Objectives[y];
        _data = ChartData.Create(
            options.Title,
            (horizontal.Name, horizontal.Direction),
            (vertical.Name, vertical.Direction),
            PointsOf(snapshot.Items, x, y, horizontal.Direction, vertical.Direction, options.Label),
            options.Reference);
    }

    /// <summary>The hypervolume of the two axes up to the reference; null where none was given.</summary>
    public double? Hypervolume => _data.Hypervolume;

    /// <summary>The chart as a <see href="https://vega.github.io/vega-lite/">Vega-Lite</see> specification with its data inside. The hypervolume and its reference stand under <c>usermeta</c>.</summary>
    public string ToVegaLite()
    {
        using var stream = new MemoryStream();
        WriteVegaLite(stream);
        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    /// <summary>Writes what <see cref="ToVegaLite"/> returns.</summary>
    /// <param name="utf8">Where to; left open.</param>
    public void WriteVegaLite(Stream utf8)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        using var writer = new Utf8JsonWriter(utf8, new JsonWriterOptions { Indented = true });
        VegaLiteWriter.Write(writer, _data);
    }

    /// <summary>The chart as an SVG document.</summary>
    public string ToSvg() => SvgWriter.Write(_data);

    private static List<ChartPoint> PointsOf(
        ItemStore<T> items, int x, int y, Direction horizontal, Direction vertical, Func<T, string>? label)
    {
        var points = new List<ChartPoint>();
        foreach (int item in items.Where(static status => status is FrontierStatus.Member or FrontierStatus.Dominated or FrontierStatus.Duplicate))
        {
            double left = PointMatrix.Orient(items.Points.At(item, x), horizontal);
            double top = PointMatrix.Orient(items.Points.At(item, y), vertical);
            if (double.IsFinite(left) && double.IsFinite(top))
                points.Add(new ChartPoint(left, top, label?.Invoke(items.Item(item)) ?? "", items.Status(item) == FrontierStatus.Member));
        }

        return points;
    }
}
