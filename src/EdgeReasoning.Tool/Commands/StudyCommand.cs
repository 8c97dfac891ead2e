using System.CommandLine;
using EdgeReasoning.Reporting;
using EdgeReasoning.Studies;
using EdgeReasoning.Tool.Terminal;

namespace EdgeReasoning.Tool.Commands;

/// <summary><c>study</c>: everything, from models to recommendation.</summary>
internal static class StudyCommand
{
    public static Command Create()
    {
        var choice = new StudyChoice();
        return Verb.Create("study", "Profiles, samples, judges, plans and reports; goes on where it was stopped.", choice.Symbols, async (parsed, screen, cancellationToken) =>
        {
            StudyOptions options = choice.Read(parsed, profiles: true);
            // Told before hours of sampling, not after: what was sampled many at a time has no time of its own.
            if (options.ProfileTime <= TimeSpan.Zero)
                throw new ArgumentException("A study takes the times of its configurations from profiles, so a profile takes more than 0 seconds. 'evaluate' measures single requests without one.");
            string folder = choice.Folder(parsed);
            Study study = await ProgressView.RunAsync(screen, progress => StudyRunner.RunAsync(options, folder, progress, cancellationToken));
            StudyView.Show(screen, study);
            screen.Note($"Written to {Path.GetFullPath(folder)}: report.html, report.md, results.csv, study.json and charts.");
            return ExitCodes.Done;
        });
    }
}
