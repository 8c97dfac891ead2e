using EdgeReasoning.Evaluation;
using EdgeReasoning.Inference;
using EdgeReasoning.Performance;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Studies;

/// <summary>What is known of a model before its traces are sampled.</summary>
/// <param name="Profile">Its profile on this device: read where it was measured here before, measured otherwise; null where the study wants none.</param>
/// <param name="Refused">Configurations that it cannot honour, with the reason: a thinking limit on a model that does not think, say.</param>
internal sealed record PreparedModel(DeviceProfile? Profile, IReadOnlyList<(Configuration Configuration, string Reason)> Refused)
{
    private const string AnyPrompt = "Is this budget possible?";

    public static async Task<PreparedModel> OfAsync(
        StudyModel model, IReadOnlyList<Configuration> configurations, StudyOptions options, string folder, IProgress<StudyProgress>? progress, CancellationToken cancellationToken)
    {
        IReasoningEngine engine = await model.LoadAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The model '{model.Name}' was loaded as null.");
        await using (engine.ConfigureAwait(false))
        {
            return new(
                options.ProfileTime > TimeSpan.Zero ? await ProfileAsync(engine, model, options, folder, progress, cancellationToken).ConfigureAwait(false) : null,
                [.. configurations.Where(configuration => configuration.Model == model.Name).Select(configuration => (configuration, Refusal(engine, configuration)!)).Where(pair => pair.Item2 is not null)]);
        }
    }

    /// <summary>Why a configuration cannot be run; null where it can, or only running it will tell.</summary>
    private static string? Refusal(IReasoningEngine engine, Configuration configuration) =>
        engine.GetService(typeof(ReasoningEngine)) is ReasoningEngine local
        && local.Describe(AnyPrompt, new ReasoningOptions { Budget = configuration.Budget.Budget, Sampling = configuration.Sampling }).Refusals is [var reason, ..] ? reason : null;

    private static async Task<DeviceProfile> ProfileAsync(
        IReasoningEngine engine, StudyModel model, StudyOptions options, string folder, IProgress<StudyProgress>? progress, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, "profiles", $"{FileName(model.Name)}.json");
        if (Read(path, engine) is { } known) return known;
        Progress? told = progress is null ? null : new(progress, model.Name);
        ProfileRun run = await engine.ProfileAsync(new ProfilerOptions
        {
            TimeBudget = options.ProfileTime,
            Layouts = engine.GetService(typeof(BackendIdentity)) is BackendIdentity backend ? [backend.Layout] : new ProfilerOptions().Layouts,
            MaxPromptTokens = 512,
            Sampling = options.Sampling,
            TimeProvider = options.Evaluation.TimeProvider,
        }, told, cancellationToken).ConfigureAwait(false);
        DeviceProfile profile = run.Profile with
        {
            Model = run.Profile.Model with { Name = model.Name },
            Notes = run.Notes.Count == 0 ? run.Profile.Notes : string.Join(" ", run.Notes),
        };
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Whole or not at all: half a profile would be in the way of going on.
        await File.WriteAllTextAsync(path + ".new", profile.ToJson(), cancellationToken).ConfigureAwait(false);
        File.Move(path + ".new", path, overwrite: true);
        return profile;
    }

    /// <summary>The profile that is there; null where there is none, or one of another device or model file.</summary>
    private static DeviceProfile? Read(string path, IReasoningEngine engine)
    {
        if (!File.Exists(path)) return null;
        DeviceProfile profile = Parse(path);
        if (engine.GetService(typeof(BackendIdentity)) is not BackendIdentity backend || engine.GetService(typeof(ModelInfo)) is not ModelInfo info) return profile;
        ProfiledModel here = ProfiledModel.From(info) with { Name = profile.Model.Name };
        return profile.DifferencesFrom(backend, DeviceStateReader.Read(), here).Count == 0 ? profile : null;
    }

    private static DeviceProfile Parse(string path)
    {
        try
        {
            return DeviceProfile.FromJson(File.ReadAllText(path));
        }
        catch (InvalidDataException problem)
        {
            throw new InvalidDataException($"The profile {path} cannot be read: {problem.Message} Remove the file, and the device is measured again.", problem);
        }
    }

    private static string FileName(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));

    private sealed class Progress(IProgress<StudyProgress> progress, string model) : IProgress<ProfileProgress>
    {
        public void Report(ProfileProgress value) => progress.Report(new($"profile {model}", value.Fraction, value.Left));
    }
}
