using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Performance;

namespace EdgeReasoning.Benchmarks.Profile;

/// <summary>
/// Profiles the tiny large reasoner and a synthetic 0.5B model, and then measures requests that the profile did not see: prompts between
/// those of its grid, other replies, other numbers of sequences. Prints predicted against measured.
/// </summary>
internal static class ProfileBenchmark
{
    private static readonly int[] s_sequences = [1, 3, 8, 16];
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    public static async Task Run(string[] args)
    {
        string? folder = args.Length > 0 ? args[0] : null;
        double minutes = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        List<HeldOutPoint> points = [];
        List<object> runs = [];
        string small = await SyntheticModels.HalfBillionAsync();
        foreach ((string path, double share, int threads) in new[] { (TinyModels.ReasonerLarge, 0.3, 1), (small, 0.7, 0) })
        {
            using LlamaCppModel model = await LlamaCppModel.LoadAsync(path, new LlamaCppOptions { Threads = threads > 0 ? threads : null });
            // Three parts of the time make the profile, one the points to check it.
            ProfilerOptions options = new() { TimeBudget = TimeSpan.FromMinutes(0.75 * share * minutes) };
            ProfileRun run = await DeviceProfiler.ProfileAsync(model, options);
            HeldOutPoint[] heldOut = await HeldOutAsync(model, run.Profile, run.Measurements.Grid, TimeSpan.FromMinutes(0.25 * share * minutes));
            points.AddRange(heldOut);
            runs.Add(new { Profile = run.Profile.Model.Name, run.Measurements.Grid, run.Measurements.SpentSeconds, Drift = run.Measurements.DriftRatio(), run.Notes });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{run.Profile.Model.Name}: {run.Measurements.Prefills.Count} prefills and {run.Measurements.Decodes.Count} replies in {run.Measurements.SpentSeconds:0.0} s, {run.Measurements.Decodes.Count(sample => sample.IsOutlier)} outliers, drift {run.Measurements.DriftRatio() - 1:P1}"));
            foreach (string note in run.Notes) Console.WriteLine($"  {note}");
        }

        Console.WriteLine();
        Console.WriteLine(ProfileReport.ToMarkdown(points));
        if (folder is null) return;
        Directory.CreateDirectory(folder);
        string date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(folder, $"profile-{date}.json"), JsonSerializer.Serialize(new { Device = DeviceStateReader.Read(), Runs = runs, Points = points }, s_json) + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, $"profile-{date}.svg"), ProfilePicture.Of(points));
    }

    private static async Task<HeldOutPoint[]> HeldOutAsync(LlamaCppModel model, DeviceProfile profile, ProfileGrid grid, TimeSpan time)
    {
        int[] between = [.. grid.PromptTokens.Zip(grid.PromptTokens.Skip(1), (low, high) => (int)Math.Sqrt((double)low * high)).Distinct().Skip(1)];
        ProfileMeasurements measured = await DeviceProfiler.MeasureAsync(model, new ProfilerOptions
        {
            TimeBudget = time,
            PromptTokens = between,
            ReplyTokens = Math.Max(8, grid.ReplyTokens * 3 / 4),
            SequenceCounts = s_sequences,
            Seed = 99,
            MaxRounds = 2,
        });
        string name = profile.Model.Name;
        IEnumerable<HeldOutPoint> prefills = measured.Prefills.Where(sample => sample.Layout == profile.Backend.Layout)
            .Select(sample => new HeldOutPoint(name, "prefill", sample.Layout, 1, sample.PromptTokens, 0, sample.Seconds, profile.Prefill.PredictSeconds(sample.PromptTokens), profile.Prefill.Fit?.RelativeHalfWidth));
        return [.. prefills, .. measured.Decodes.Select(Decode)];

        HeldOutPoint Decode(DecodeSample sample)
        {
            ParallelDecodeModel parallel = profile.Latency(sample.Layout).Parallel!;
            bool alone = sample.Sequences == 1 && sample.Layout == profile.Backend.Layout;

            // The bench forks every reply from a sequence that keeps the prompt: one copy more than a request makes.
            double copy = parallel.SecondsPerCopiedToken * sample.PromptTokens;
            double predicted = copy + (alone ? profile.Decode.PredictSeconds(sample.PromptTokens, sample.ReplyTokens) : parallel.PredictSeconds(sample.Sequences, sample.PromptTokens, sample.ReplyTokens));
            double? half = alone ? profile.Decode.Fit?.RelativeHalfWidth : parallel.Fit?.RelativeHalfWidth;
            return new HeldOutPoint(name, "decode", sample.Layout, sample.Sequences, sample.PromptTokens, sample.ReplyTokens, sample.TotalSeconds(), predicted, half);
        }
    }
}
