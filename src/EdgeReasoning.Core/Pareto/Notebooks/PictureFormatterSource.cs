namespace EdgeReasoning.Pareto;

/// <summary>The forms of a chart in a notebook: an image that every front end shows, and Vega-Lite for those that draw it themselves.</summary>
internal sealed class PictureFormatterSource
{
    private readonly object[] _formatters =
    [
        new PictureFormatter("text/html", picture => picture.ToSvg()),
        new PictureFormatter("application/vnd.vegalite.v5+json", picture => picture.ToVegaLite()),
    ];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}
