using System.Text;

namespace EdgeReasoning.Reporting;

/// <summary>
/// Writes a <see cref="Study"/> for people: one HTML page that opens offline, the same charts as Vega-Lite and SVG, Markdown and CSV.
/// Everything is written the same under any culture, and every name is escaped.
/// </summary>
public static class Report
{
    /// <summary>The page: one file with charts, tables, styles and scripts inside, which asks no network for anything.</summary>
    /// <param name="study">What it shows.</param>
    /// <exception cref="ArgumentException">The study has no configuration, or one without outcomes.</exception>
    public static string ToHtml(Study study) => HtmlReport.Write(Check(study));

    /// <summary>Writes what <see cref="ToHtml"/> returns.</summary>
    /// <param name="study">What it shows.</param>
    /// <param name="path">The file, which is replaced where it exists.</param>
    /// <exception cref="ArgumentException">The study has no configuration, or one without outcomes.</exception>
    public static void WriteHtml(Study study, string path) => Write(path, ToHtml(study));

    /// <summary>Recommendation, tables and environment as Markdown.</summary>
    /// <param name="study">What it shows.</param>
    /// <exception cref="ArgumentException">The study has no configuration, or one without outcomes.</exception>
    public static string ToMarkdown(Study study) => MarkdownWriter.Write(Check(study));

    /// <summary>One line for each configuration, with names of columns first (RFC 4180). Shares are from 0 to 1; unknown is empty.</summary>
    /// <param name="study">What it shows.</param>
    /// <exception cref="ArgumentException">The study has no configuration, or one without outcomes.</exception>
    public static string ToCsv(Study study) => CsvWriter.Write(ResultRows.Of(Check(study)));

    /// <summary>The charts that the study has the data for, in the order of the page.</summary>
    /// <param name="study">What they show.</param>
    /// <exception cref="ArgumentException">The study has no configuration, or one without outcomes.</exception>
    public static IReadOnlyList<ReportChart> Charts(Study study) =>
        [.. ReportCharts.Of(Check(study), ResultRows.Of(study)).Charts.Select(chart => new ReportChart(chart))];

    /// <summary>
    /// Writes every form into one folder: <c>report.html</c>, <c>report.md</c>, <c>results.csv</c>, <c>study.json</c>, and each chart as
    /// <c>charts/ID.vl.json</c> and <c>charts/ID.svg</c>.
    /// </summary>
    /// <param name="study">What they show.</param>
    /// <param name="folder">The folder, which is made where it does not exist. Files of these names are replaced.</param>
    /// <returns>The paths of the files, in that order.</returns>
    /// <exception cref="ArgumentException">The study has no configuration, or one without outcomes.</exception>
    public static IReadOnlyList<string> WriteAll(Study study, string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        List<(string Name, string Text)> files =
        [
            ("report.html", ToHtml(study)),
            ("report.md", ToMarkdown(study)),
            ("results.csv", ToCsv(study)),
            ("study.json", study.ToJson()),
        ];
        foreach (ReportChart chart in Charts(study))
        {
            files.Add((Path.Combine("charts", $"{chart.Id}.vl.json"), chart.ToVegaLite()));
            files.Add((Path.Combine("charts", $"{chart.Id}.svg"), chart.ToSvg()));
        }

        Directory.CreateDirectory(Path.Combine(folder, "charts"));
        foreach ((string name, string text) in files)
            Write(Path.Combine(folder, name), text);
        return [.. files.Select(file => Path.Combine(folder, file.Name))];
    }

    private static void Write(string path, string text) => File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    private static Study Check(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (study.Results.Count == 0)
            throw new ArgumentException("The study has no configuration; a report needs at least one.", nameof(study));
        if (study.Results.FirstOrDefault(result => result.Outcomes.Count == 0) is { } empty)
            throw new ArgumentException($"The configuration '{empty.Configuration.Name}' has no outcomes; leave it out, or evaluate it on at least one question.", nameof(study));
        return study;
    }
}
