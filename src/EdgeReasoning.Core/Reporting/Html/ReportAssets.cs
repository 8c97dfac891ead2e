using System.IO.Compression;
using System.Text;

namespace EdgeReasoning.Reporting;

/// <summary>The parts of the page that are the same for every study.</summary>
internal static class ReportAssets
{
    private static readonly Lazy<string> VegaText = new(() => Read("vega.js.br", isPacked: true));

    /// <summary>Vega, Vega-Lite and Vega-Embed, minified.</summary>
    public static string Vega => VegaText.Value;

    public static string Script { get; } = Read("report.js");

    public static string Style { get; } = Read("report.css");

    public static string Notices { get; } = Read("THIRD-PARTY-NOTICES.md");

    private static string Read(string name, bool isPacked = false)
    {
        using Stream stream = typeof(ReportAssets).Assembly.GetManifestResourceStream($"EdgeReasoning.Reporting.Html.{name}")
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}; build it again.");
        using Stream unpacked = isPacked ? new BrotliStream(stream, CompressionMode.Decompress) : stream;
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
