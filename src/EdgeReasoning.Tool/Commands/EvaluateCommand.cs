using System.CommandLine;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Reporting;
using EdgeReasoning.Studies;
using EdgeReasoning.Tool.Terminal;

namespace EdgeReasoning.Tool.Commands;

/// <summary><c>evaluate</c>: samples into a store, one request at a time, and judges with what was measured.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var choice = new StudyChoice();
        return Verb.Create("evaluate", "Samples a benchmark one request at a time, so that the times are those of single requests; goes on where it was stopped.", choice.SymbolsOfSingleRequests, async (parsed, screen, cancellationToken) =>
        {
            // Alone, and without a profile: what is told was measured, and votes that were not run as such are left to 'study'.
            StudyOptions options = choice.Read(parsed, profiles: false) with { ProfileTime = TimeSpan.Zero };
            options = options with
            {
                Evaluation = options.Evaluation with { ParallelRequests = 1, WaveSamples = 1 },
                Scaling = [ScalingChoice.Single],
                Models = [.. options.Models.Select(model => model with { Scaling = null })],
            };
            Study study = await ProgressView.RunAsync(screen, progress => StudyRunner.RunAsync(options, choice.Folder(parsed), progress, cancellationToken));
            StudyView.Show(screen, study with { Plans = [] });
            return ExitCodes.Done;
        });
    }
}
