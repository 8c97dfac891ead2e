using System.Globalization;
using System.Text;

namespace EdgeReasoning.Benchmarks.Budgets;

/// <summary>A table as Markdown: the first column to the left, the others to the right.</summary>
internal static class MarkdownTable
{
    public static string Of(string head, IEnumerable<FormattableString> rows)
    {
        var text = new StringBuilder();
        string[] cells = head.Split('|');
        text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(Enumerable.Repeat("--:|", cells.Length - 1))}");
        foreach (FormattableString row in rows) text.AppendLine(CultureInfo.InvariantCulture, $"| {row.ToString(CultureInfo.InvariantCulture).Replace("|", " | ", StringComparison.Ordinal)} |");
        return text.ToString();
    }
}
