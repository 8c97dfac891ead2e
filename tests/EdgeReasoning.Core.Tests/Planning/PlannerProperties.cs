#pragma warning disable NUnit1027 // FsCheck supplies the arguments.

using EdgeReasoning.Planning;
using FsCheck.NUnit;

namespace EdgeReasoning.Core.Tests.Planning;

[Properties(MaxTest = 500, QuietOnSuccess = true)]
public sealed class PlannerProperties
{
    [Property]
    public bool Choose_AnyCase_IsFeasibleWheneverSomethingIs(int seed)
    {
        var drawn = new PlanningCase(seed);
        Plan plan = drawn.Planner.Choose(drawn.Constraints);
        PlanCandidate[] all = All(plan);
        return all.Length == drawn.Results.Length
            && all.All(candidate => PlanningCase.Keeps(candidate, drawn.Constraints) == (candidate.Violations.Count == 0))
            && plan.IsFeasible == all.Any(candidate => PlanningCase.Keeps(candidate, drawn.Constraints))
            && plan.Choice is not { Violations.Count: > 0 };
    }

    [Property]
    public bool Choose_AnyCase_IsNotDominated(int seed)
    {
        var drawn = new PlanningCase(seed);
        Plan plan = drawn.Planner.Choose(drawn.Constraints);
        PlanCandidate[] all = All(plan);
        bool energy = all.All(candidate => candidate.Joules is not null), memory = all.All(candidate => candidate.MemoryBytes is not null);
        return plan.Choice is not { } choice || !all.Any(other => other.Violations.Count == 0 && Dominates(other, choice));

        bool Dominates(PlanCandidate x, PlanCandidate y)
        {
            double[] first = Costs(x), second = Costs(y);
            return first.Zip(second).All(pair => pair.First <= pair.Second) && first.Zip(second).Any(pair => pair.First < pair.Second);
        }

        double[] Costs(PlanCandidate candidate) => [-candidate.Accuracy.Value, candidate.Seconds.Value, energy ? candidate.Joules!.Value : 0, memory ? candidate.MemoryBytes!.Value : 0];
    }

    [Property]
    public bool Choose_LooserConstraints_NeverLowersTheAccuracyBeyondNoise(int seed)
    {
        PlanningCase drawn = new(seed), exact = new(seed, noiseLevel: 1);
        int[] classes = AccuracyClasses.Of(drawn.Results, .32);
        int Class(Constraints constraints) => drawn.Planner.Choose(constraints).Choice is { } choice ? classes[Array.IndexOf(drawn.Results, choice.Result)] : int.MaxValue;
        double Accuracy(Constraints constraints) => exact.Planner.Choose(constraints).Choice?.Accuracy.Value ?? -1;
        return Class(drawn.Looser) <= Class(drawn.Constraints) && Accuracy(exact.Looser) >= Accuracy(exact.Constraints);
    }

    [Property]
    public bool Choose_Infeasible_RelaxesJustEnough(int seed)
    {
        var drawn = new PlanningCase(seed);
        Plan plan = drawn.Planner.Choose(drawn.Constraints);
        if (plan.Relaxed is not { } relaxed) return plan.IsFeasible || All(plan).All(candidate => candidate.Violations.Any(violation => violation.Contains("unknown", StringComparison.Ordinal)));
        Constraints[] tighter =
        [
            .. Moved(relaxed.Latency, drawn.Constraints.Latency) ? new[] { relaxed with { Latency = relaxed.Latency - TimeSpan.FromTicks(1) } } : [],
            .. Moved(relaxed.EnergyJoules, drawn.Constraints.EnergyJoules) ? new[] { relaxed with { EnergyJoules = Math.BitDecrement(relaxed.EnergyJoules!.Value) } } : [],
            .. Moved(relaxed.MemoryBytes, drawn.Constraints.MemoryBytes) ? new[] { relaxed with { MemoryBytes = relaxed.MemoryBytes - 1 } } : [],
            .. Moved(relaxed.MinimumAccuracy, drawn.Constraints.MinimumAccuracy) ? new[] { relaxed with { MinimumAccuracy = Math.BitIncrement(relaxed.MinimumAccuracy!.Value) } } : [],
        ];
        return !plan.IsFeasible && drawn.Planner.Choose(relaxed).IsFeasible && tighter.Length > 0
            && (tighter.Length > 1 || !drawn.Planner.Choose(tighter[0]).IsFeasible);
    }

    [Property]
    public bool Choose_LongerPrompt_NeverTakesLess(int seed)
    {
        var random = new Random(seed);
        var planner = Planner.From([Told.Result("m", "b", 40, seconds: random.NextDouble(), steps: random.Next(200), device: random.Next(2) == 0 ? Told.Board : "Server")], [Told.Profile("m")]);
        int prompt = random.Next(1, 900);
        return planner.Choose(new Constraints(), prompt).Choice!.Seconds.Value <= planner.Choose(new Constraints(), prompt + random.Next(100)).Choice!.Seconds.Value;
    }

    private static bool Moved<T>(T? after, T? before) where T : struct => after is { } moved && !moved.Equals(before!.Value);

    private static PlanCandidate[] All(Plan plan) => [.. plan.Choice is { } choice ? new[] { choice } : [], .. plan.Alternatives];
}
