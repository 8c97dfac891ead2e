using EdgeReasoning.Budgets;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;

namespace EdgeReasoning.Reporting;

/// <summary>Studies small enough to check by hand.</summary>
internal static class SmallStudy
{
    public const string Hostile = "a|b, \"c\" <d> & *e*\u0007";

    /// <summary>A fast one, a slow and better one, a slow and worse one.</summary>
    public static Study Create() => new()
    {
        Title = "Small",
        Benchmark = "sums",
        Results = [Result(Hostile, 2, 0.25, joules: 1.5), Result("slow", 3, 4), Result("worse", 1, 5)],
        Date = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
    };

    /// <summary>Four questions, each of the same time.</summary>
    public static ConfigurationResult Result(
        string model, int correct, double seconds, double? joules = null, int samples = 1, string device = "board", Provenance timing = Provenance.Measured) => new()
    {
        Configuration = new Configuration
        {
            Model = model,
            Budget = new BudgetChoice("limit 64", TokenBudget.Create().Limit(64)),
            Scaling = samples == 1 ? ScalingChoice.Single : ScalingChoice.Majority(samples),
        },
        Outcomes = [.. Enumerable.Range(0, 4).Select(i => new QuestionOutcome($"q{i}", i < correct, 10, 30 * samples, 40 * samples, 40, samples, seconds, joules))],
        Timing = timing,
        Device = device,
    };
}
