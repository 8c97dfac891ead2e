using System.CommandLine;
using EdgeReasoning.Reporting;

namespace EdgeReasoning.Tool.Commands;

/// <summary><c>report</c>: a study once more as HTML, Markdown, CSV and charts.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var path = PlanCommand.StudyPath();
        var folder = new Option<string>("--out") { Description = "The folder to write to.", DefaultValueFactory = _ => "report" };
        return Verb.Create("report", "Writes a study as HTML, Markdown, CSV, JSON, Vega-Lite and SVG.", [path, folder], (parsed, screen, _) =>
        {
            IReadOnlyList<string> files = Report.WriteAll(PlanCommand.Read(parsed.GetValue(path)!), parsed.GetValue(folder)!);
            screen.Json(new { files });
            foreach (string file in files) screen.Line(file);
            return Task.FromResult(ExitCodes.Done);
        });
    }
}
