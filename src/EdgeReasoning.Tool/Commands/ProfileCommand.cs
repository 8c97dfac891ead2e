using System.CommandLine;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Performance;
using EdgeReasoning.Studies;
using EdgeReasoning.Tool.Terminal;

namespace EdgeReasoning.Tool.Commands;

/// <summary><c>profile</c>: how fast a model is on this device.</summary>
internal static class ProfileCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "A GGUF file, or tiny:NAME." };
        var seconds = new Option<double>("--seconds") { Description = "How long to measure.", DefaultValueFactory = _ => 60 };
        var path = new Option<string?>("--out") { Description = "The profile's file. Its raw measurements are kept beside it, and measuring goes on from them." };
        var choice = new ModelChoice();
        return Verb.Create("profile", "Measures latency (and power, where there is a meter) of a model on this device.", [model, seconds, path, .. choice.Options], async (parsed, screen, cancellationToken) =>
        {
            string name = parsed.GetValue(model)!;
            string target = parsed.GetValue(path) ?? $"{ModelChoice.NameOf(name)}.profile.json", raw = Path.ChangeExtension(target, ".measurements.json");
            using LlamaCppModel loaded = await LlamaCppModel.LoadAsync(ModelChoice.PathOf(name), choice.Read(parsed, name), cancellationToken: cancellationToken);
            var options = new ProfilerOptions
            {
                TimeBudget = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                Meter = PowerMeters.Discover() is [var first, ..] ? first : null,
                Earlier = File.Exists(raw) ? ProfileMeasurements.FromJson(File.ReadAllText(raw)) : null,
                OnMeasured = measured => File.WriteAllText(raw, measured.ToJson()),
            };
            ProfileRun run = await ProgressView.RunAsync(screen, progress => DeviceProfiler.ProfileAsync(loaded, options, new Told(progress), cancellationToken));
            File.WriteAllText(target, run.Profile.ToJson());
            Show(screen, run);
            screen.Note($"Written to {Path.GetFullPath(target)}.");
            return ExitCodes.Done;
        });
    }

    private static void Show(Screen screen, ProfileRun run)
    {
        LatencyModel latency = run.Profile.Latency();
        (int Prompt, int Reply, int Sequences)[] examples = [(64, 128, 1), (256, 256, 1), (256, 256, 8), (256, 256, 16)];
        screen.Json(new
        {
            profile = System.Text.Json.Nodes.JsonNode.Parse(run.Profile.ToJson()),
            run.Notes,
            predictions = examples.Select(example => new { example.Prompt, example.Reply, example.Sequences, seconds = latency.Predict(example.Prompt, example.Reply, example.Sequences) }),
        });
        screen.Line($"{run.Profile.Model.Name} on {run.Profile.Backend}");
        screen.Line($"power: {run.Profile.PowerRail ?? "no meter that can be read"}");
        screen.Table(["prompt + reply × samples", "seconds", "90 % interval"], examples.Select(example =>
        {
            Prediction seconds = latency.Predict(example.Prompt, example.Reply, example.Sequences);
            return (IReadOnlyList<string>)[FormattableString.Invariant($"{example.Prompt} + {example.Reply} × {example.Sequences}{(seconds.IsExtrapolated ? " (beyond what was measured)" : "")}"),
                FormattableString.Invariant($"{seconds.Value:G3}"), FormattableString.Invariant($"{seconds.Low:G3} to {seconds.High:G3}")];
        }));
        foreach (string note in run.Notes) screen.Line(note);
    }

    private sealed class Told(IProgress<StudyProgress> progress) : IProgress<ProfileProgress>
    {
        public void Report(ProfileProgress value) => progress.Report(new(value.Phase, value.Fraction, value.Left));
    }
}
