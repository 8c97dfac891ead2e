using EdgeReasoning.Budgets;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;
using EdgeReasoning.Planning;
using EdgeReasoning.Reporting;

namespace EdgeReasoning.Testing;

/// <summary>
/// A study to draw: three models, four budgets and three votes on 120 questions. The profiles are those of the paper's artifact; the
/// outcomes are made up, and say so wherever they are shown.
/// </summary>
public static class ExampleStudy
{
    public const string Device = "NVIDIA Jetson AGX Orin 64GB";

    private const int Questions = 120;
    private const int PromptTokens = 180;

    private static readonly (ArtifactModel Model, double Skill)[] Models =
        [(ArtifactModel.Qwen1B5, 0.62), (ArtifactModel.Llama8B, 0.78), (ArtifactModel.Qwen14B, 0.88)];

    private static readonly (BudgetChoice Budget, int Tokens, double Share)[] Budgets =
    [
        (new("no thinking", TokenBudget.Create().NoThinking()), 24, 0.55),
        (new("limit 128", TokenBudget.Create().Limit(128)), 140, 0.74),
        (new("limit 512", TokenBudget.Create().Limit(512)), 420, 0.92),
        (BudgetChoice.Unlimited, 900, 1),
    ];

    private static readonly ScalingChoice[] Scalings = [ScalingChoice.Single, ScalingChoice.Majority(4), ScalingChoice.Majority(8)];

    /// <summary>The study.</summary>
    public static Study Create()
    {
        var random = new Random(20261122);
        List<ConfigurationResult> results = [];
        List<DeviceProfile> profiles = [];
        foreach ((ArtifactModel model, double skill) in Models)
        {
            DeviceProfile profile = ArtifactCatalog.Profile(model);
            profiles.Add(profile);
            foreach ((BudgetChoice budget, int tokens, double share) in Budgets)
            {
                foreach (ScalingChoice scaling in Scalings)
                    results.Add(Result(profile, budget, scaling, tokens, Math.Min(0.97, skill * share * (1 + (0.04 * Math.Log2(scaling.Samples)))), random));
            }
        }

        return new Study
        {
            Title = "Example: three reasoners on a Jetson",
            Benchmark = "made-up questions",
            Results = results,
            Profiles = profiles,
            Plans = [Plan(results, 60, 1), Plan(results, 8, 3), Infeasible(results)],
            Environment = [new("data", "made up as an example; nothing of it was measured"), new("library", "EdgeReasoning 0.1.0")],
            Date = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero),
        };
    }

    private static ConfigurationResult Result(
        DeviceProfile profile, BudgetChoice budget, ScalingChoice scaling, int tokens, double accuracy, Random random)
    {
        List<QuestionOutcome> outcomes = [];
        for (int i = 0; i < Questions; i++)
        {
            int steps = Math.Max(4, (int)(tokens * (0.6 + (0.8 * random.NextDouble()))));
            double seconds = profile.Latency().PredictSeconds(PromptTokens, steps) * (1 + (0.06 * Math.Log2(scaling.Samples)));
            if (scaling.Samples == 1)
                seconds *= 0.95 + (0.1 * random.NextDouble());
            double joules = profile.Energy().Predict(PromptTokens, steps).TotalJoules!.Value * (1 + (0.15 * Math.Log2(scaling.Samples)));
            int output = steps * scaling.Samples;
            outcomes.Add(new(
                FormattableString.Invariant($"q{i + 1}"), random.NextDouble() < accuracy, PromptTokens, Math.Max(0, output - (20 * scaling.Samples)), output, steps, scaling.Samples, seconds, joules));
        }

        return new ConfigurationResult
        {
            Configuration = new Configuration { Model = profile.Model.Name, Budget = budget, Scaling = scaling },
            Outcomes = outcomes,
            Timing = scaling.Samples == 1 ? Provenance.Measured : Provenance.Predicted,
            Device = Device,
            MemoryBytes = 2 * (profile.Model.Name.Contains("1.5B", StringComparison.Ordinal) ? 1_780_000_000L : profile.Model.Name.Contains("8B", StringComparison.Ordinal) ? 8_030_000_000 : 14_770_000_000),
        };
    }

    private static Plan Plan(List<ConfigurationResult> results, double seconds, int alternatives)
    {
        PlanCandidate[] candidates =
        [
            .. results.Where(result => result.SecondsAt(95) <= seconds).OrderByDescending(result => result.Accuracy).Select(result => new PlanCandidate
            {
                Result = result,
                Accuracy = new Prediction(result.Accuracy, result.AccuracyInterval.Lower, result.AccuracyInterval.Upper, false),
                Seconds = new Prediction(result.SecondsAt(95), null, null, false),
                Joules = result.MeanJoules,
                MemoryBytes = result.MemoryBytes,
            }),
        ];
        return new Plan
        {
            Constraints = new Constraints { Latency = TimeSpan.FromSeconds(seconds) },
            Choice = candidates[0],
            Alternatives = candidates[1..(1 + alternatives)],
            Reason = "It is the most accurate of those that keep the time.",
        };
    }

    private static Plan Infeasible(List<ConfigurationResult> results) => new()
    {
        Constraints = new Constraints { Latency = TimeSpan.FromSeconds(0.05), MinimumAccuracy = 0.9 },
        Choice = null,
        Alternatives = [],
        Reason = FormattableString.Invariant($"The fastest of {results.Count} configurations takes longer. Allow more time."),
    };
}
