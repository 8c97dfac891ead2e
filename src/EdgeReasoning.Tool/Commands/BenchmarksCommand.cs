using System.CommandLine;
using EdgeReasoning.Tool.StudyFiles;

namespace EdgeReasoning.Tool.Commands;

/// <summary><c>benchmarks</c>: what can be asked.</summary>
internal static class BenchmarksCommand
{
    public static Command Create() => Verb.Create("benchmarks", "Lists the benchmarks and formats that are read.", [], (_, screen, _) =>
    {
        screen.Json(BenchmarkFormats.All.Select(format => new { format.Name, format.Description }));
        foreach ((string name, string description, _) in BenchmarkFormats.All) screen.Line($"{name,-22} {description}");
        return Task.FromResult(ExitCodes.Done);
    });
}
