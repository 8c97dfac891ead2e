using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EdgeReasoning.Reporting;

/// <summary>Writes the page: everything in one file, and a policy by which the browser refuses every request and every other script.</summary>
internal static class HtmlReport
{
    public static string Write(Study study)
    {
        IReadOnlyList<ResultRow> rows = ResultRows.Of(study);
        ReportCharts charts = ReportCharts.Of(study, rows);
        string[] scripts = [ReportAssets.Vega, ReportAssets.Script];

        var html = new Markup();
        html.AddRaw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src {string.Join(' ', scripts.Select(Hash))}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'\">\n");
        html.AddRaw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n");
        html.Add($"<title>{study.Title}</title>\n<style>\n").AddRaw(ReportAssets.Style).AddRaw("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n");
        WriteHeader(html, study);
        html.AddRaw("<main id=\"main\" tabindex=\"-1\">\n");
        WriteRecommendation(html, study, rows);
        WriteCharts(html, charts);
        WriteResults(html, rows);
        WriteProfiles(html, study);
        WriteEnvironment(html, study);
        html.AddRaw("</main>\n<footer>\n<p>Made by EdgeReasoning. Charts are drawn by Vega, Vega-Lite and Vega-Embed, which are part of this page; it asks no network for anything.</p>\n");
        html.Add($"<details><summary>Licences</summary><pre>{ReportAssets.Notices}</pre></details>\n</footer>\n");
        foreach (string script in scripts)
            html.AddRaw("<script>").AddRaw(script).AddRaw("</script>\n");
        return html.AddRaw("</body>\n</html>\n").ToString();
    }

    private static void WriteHeader(Markup html, Study study)
    {
        string date = study.Date is { } time ? $", {time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
        string devices = string.Join(", ", study.Results.Select(result => result.Device).Distinct());
        html.Add($"<header>\n<h1>{study.Title}</h1>\n");
        html.Add($"<p>{study.Results.Count} configurations on {study.Benchmark} ({study.Results.Max(result => result.Outcomes.Count)} questions), {devices}{date}</p>\n");
        html.AddRaw("<button type=\"button\" id=\"theme\" hidden>Dark theme</button>\n</header>\n");
    }

    private static void WriteRecommendation(Markup html, Study study, IReadOnlyList<ResultRow> rows)
    {
        html.AddRaw("<section aria-labelledby=\"recommendation\">\n<h2 id=\"recommendation\">Recommendation</h2>\n<dl class=\"plans\">\n");
        foreach (Recommendation line in Recommendation.Of(study, rows))
            html.Add($"<dt>{line.Asked}</dt>\n<dd><strong>{line.Choice ?? "Nothing keeps this"}</strong>. {line.Text}</dd>\n");
        html.AddRaw("</dl>\n</section>\n");
    }

    private static void WriteCharts(Markup html, ReportCharts charts)
    {
        foreach (Chart chart in charts.Charts)
            HtmlChart.Write(html, chart);
        foreach (string missing in charts.Missing)
            html.Add($"<p class=\"missing\">{missing}</p>\n");
    }

    private static void WriteResults(Markup html, IReadOnlyList<ResultRow> rows)
    {
        html.AddRaw("<section aria-labelledby=\"results\">\n<h2 id=\"results\">Configurations</h2>\n");
        html.AddRaw("<p>A number under <em>Frontier</em> says that no other configuration on the device is both faster and at least as accurate; 1 is the fastest. Headings sort.</p>\n");
        HtmlTable.Write(html, "Every configuration, with what it did", rows, ResultColumn.Of(rows));
        html.AddRaw("<p id=\"sorted\" class=\"unseen\" role=\"status\"></p>\n</section>\n");
    }

    private static void WriteProfiles(Markup html, Study study)
    {
        if (study.Profiles.Count == 0)
            return;

        html.AddRaw("<section aria-labelledby=\"profiles\">\n<h2 id=\"profiles\">Fitted models</h2>\n<p>The error is the mean absolute percentage error.</p>\n");
        HtmlTable.Write(html, "How far the models of the profiles can be trusted", FitRow.Titles, FitRow.Of(study).Select(row => row.Cells));
        html.AddRaw("</section>\n");
    }

    private static void WriteEnvironment(Markup html, Study study)
    {
        html.AddRaw("<section aria-labelledby=\"environment\">\n<h2 id=\"environment\">Environment</h2>\n");
        HtmlTable.Write(html, "What it ran on and with", ["What", "Value"], EnvironmentRows.Of(study).Select(pair => new[] { pair.Key, pair.Value }));
        html.AddRaw("</section>\n");
    }

    private static string Hash(string script) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";
}
