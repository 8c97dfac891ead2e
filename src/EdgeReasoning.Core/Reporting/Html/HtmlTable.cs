using System.Globalization;

namespace EdgeReasoning.Reporting;

/// <summary>Writes tables that scroll within themselves where the screen is narrow.</summary>
internal static class HtmlTable
{
    /// <summary>The table of configurations. Its headings are buttons once the page's script runs.</summary>
    public static void Write(Markup html, string caption, IReadOnlyList<ResultRow> rows, IReadOnlyList<ResultColumn> columns)
    {
        Begin(html, caption, "results", columns.Select(column => column.Title));
        foreach (ResultRow row in rows)
        {
            html.AddRaw(row.IsMember ? "<tr class=\"member\">" : "<tr>");
            for (int i = 0; i < columns.Count; i++)
            {
                string text = columns[i].Text(row);
                if (i == 0)
                    html.Add($"<th scope=\"row\">{text}</th>");
                else if (columns[i].Order is { } order)
                    html.Add($"<td class=\"number\" data-order=\"{order(row)?.ToString("R", CultureInfo.InvariantCulture)}\">{text}</td>");
                else
                    html.Add($"<td>{text}</td>");
            }

            html.AddRaw("</tr>\n");
        }

        html.AddRaw("</tbody>\n</table>\n</div>\n");
    }

    /// <summary>A plain table, the first cell of each row its heading.</summary>
    public static void Write(Markup html, string caption, IEnumerable<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        Begin(html, caption, "", titles);
        foreach (IReadOnlyList<string> row in rows)
        {
            html.Add($"<tr><th scope=\"row\">{row[0]}</th>");
            foreach (string cell in row.Skip(1))
                html.Add($"<td>{cell}</td>");
            html.AddRaw("</tr>\n");
        }

        html.AddRaw("</tbody>\n</table>\n</div>\n");
    }

    private static void Begin(Markup html, string caption, string kind, IEnumerable<string> titles)
    {
        html.Add($"<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\">\n<table class=\"{kind}\">\n<caption>{caption}</caption>\n<thead>\n<tr>");
        foreach (string title in titles)
            html.Add($"<th scope=\"col\">{title}</th>");
        html.AddRaw("</tr>\n</thead>\n<tbody>\n");
    }
}
