using EdgeReasoning.Inference;
using EdgeReasoning.Performance;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Studies;

/// <summary>The profiles of a study's models: read where they were measured on this device, measured otherwise.</summary>
internal static class StudyProfiles
{
    public static async Task<DeviceProfile> GetAsync(StudyModel model, StudyOptions options, string folder, IProgress<StudyProgress>? progress, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, "profiles", $"{FileName(model.Name)}.json");
        IReasoningEngine engine = await model.LoadAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The model '{model.Name}' was loaded as null.");
        await using (engine.ConfigureAwait(false))
        {
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
            await File.WriteAllTextAsync(path, profile.ToJson(), cancellationToken).ConfigureAwait(false);
            return profile;
        }
    }

    /// <summary>The profile that is there; null where there is none, or one of another device or model file.</summary>
    private static DeviceProfile? Read(string path, IReasoningEngine engine)
    {
        if (!File.Exists(path)) return null;
        DeviceProfile profile = DeviceProfile.FromJson(File.ReadAllText(path));
        if (engine.GetService(typeof(BackendIdentity)) is not BackendIdentity backend || engine.GetService(typeof(ModelInfo)) is not ModelInfo info) return profile;
        ProfiledModel here = ProfiledModel.From(info) with { Name = profile.Model.Name };
        return profile.DifferencesFrom(backend, DeviceStateReader.Read(), here).Count == 0 ? profile : null;
    }

    private static string FileName(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));

    private sealed class Progress(IProgress<StudyProgress> progress, string model) : IProgress<ProfileProgress>
    {
        public void Report(ProfileProgress value) => progress.Report(new($"profile {model}", value.Fraction, value.Left));
    }
}
