using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;
using EdgeReasoning.Planning;
using EdgeReasoning.Reporting;

namespace EdgeReasoning.Studies;

/// <summary>
/// The paper's study on one's own device: profiles every model, samples a benchmark, judges every configuration, finds the frontier, chooses for given
/// constraints, and writes the report.
/// </summary>
public static class StudyRunner
{
    /// <summary>Name of the store of traces within the folder.</summary>
    public const string TraceFile = "traces.jsonl";

    /// <summary>Runs a study. What the folder holds already is not measured again, so that a study that was stopped goes on where it was.</summary>
    /// <param name="options">What is measured.</param>
    /// <param name="folder">Where traces, profiles and reports are kept; made where it does not exist.</param>
    /// <param name="progress">Is told how far it is, from any thread.</param>
    /// <param name="cancellationToken">Stops it; what was measured stays.</param>
    /// <returns>The study, which <see cref="Report.WriteAll"/> has written to the folder.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The folder is of another study, or no reply has an answer that can be found.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static async Task<Study> RunAsync(StudyOptions options, string folder, IProgress<StudyProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        IReadOnlyList<Configuration> configurations = options.Configurations();
        Directory.CreateDirectory(folder);

        // First the profiles: nothing else may run while a device is measured.
        Dictionary<string, DeviceProfile> profiles = [];
        List<(Configuration Configuration, string Reason)> refused = [];
        foreach (StudyModel model in options.Models)
        {
            PreparedModel prepared = await PreparedModel.OfAsync(model, configurations, options, folder, progress, cancellationToken).ConfigureAwait(false);
            if (prepared.Profile is { } profile) profiles.Add(model.Name, profile);
            refused.AddRange(prepared.Refused);
        }

        configurations = [.. configurations.Except(refused.Select(pair => pair.Configuration))];
        if (configurations.Count == 0) throw new ArgumentException($"No configuration can be run; the first, {refused[0].Configuration.Name}: {refused[0].Reason}", nameof(options));

        using TraceStore store = TraceStore.Open(Path.Combine(folder, TraceFile));
        EvaluationRun run = await Evaluator.RunAsync(
            [.. options.Models.Select(model => new EvaluatedModel(model.Name, async token => await model.LoadAsync(token).ConfigureAwait(false)))],
            options.Benchmark, configurations, store, options.Evaluation, progress is null ? null : new SamplingProgress(progress), cancellationToken).ConfigureAwait(false);
        Configuration[] sampled = [.. configurations.Except(run.Pruned.Select(pruned => pruned.Configuration))];
        IReadOnlyList<ConfigurationResult> results = await run.JudgeAsync(sampled, new JudgeOptions { Profiles = profiles }, cancellationToken).ConfigureAwait(false);
        Planner planner = Planner.From(results, profiles);
        var study = new Study
        {
            Title = options.Title,
            Benchmark = options.Benchmark.Name,
            Results = results,
            Profiles = [.. profiles.Values],
            Plans = [.. options.Constraints.Select(constraints => planner.Choose(constraints))],
            Environment = Environment(options, run, refused),
            Date = options.Evaluation.TimeProvider.GetUtcNow(),
        };
        Report.WriteAll(study, folder);
        return study;
    }

    private static List<KeyValuePair<string, string>> Environment(
        StudyOptions options, EvaluationRun run, List<(Configuration Configuration, string Reason)> refused)
    {
        List<KeyValuePair<string, string>> rows =
        [
            new("library", $"EdgeReasoning {run.Models.Select(model => model.Library).FirstOrDefault()}"),
            new("questions", FormattableString.Invariant($"{options.Benchmark.Questions.Count} of {options.Benchmark.Name}")),
            new("seed", FormattableString.Invariant($"{options.Evaluation.Seed}")),
        ];
        if (run.Failures.Count > 0) rows.Add(new("failed requests", FormattableString.Invariant($"{run.Failures.Count}, each asked again")));
        if (run.Pruned.Count > 0) rows.Add(new("left out while running", string.Join("; ", run.Pruned.Select(pruned => pruned.Configuration.Name))));
        rows.AddRange(refused.GroupBy(pair => (pair.Configuration.Model, pair.Configuration.Budget.Name)).Select(group =>
            new KeyValuePair<string, string>($"left out: {group.Key.Model}, {group.Key.Name}", group.First().Reason)));
        return rows;
    }

    private sealed class SamplingProgress(IProgress<StudyProgress> progress) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) =>
            progress.Report(new($"sample {value.Model}", value.Total == 0 ? 1 : (double)value.Done / value.Total, value.TimeLeft));
    }
}
