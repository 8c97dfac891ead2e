using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;
using EdgeReasoning.Planning;

namespace EdgeReasoning.Core.Tests.Planning;

/// <summary>Configurations and constraints drawn from a seed, with few levels of everything, so that ties and broken limits are common.</summary>
internal sealed class PlanningCase
{
    public PlanningCase(int seed, double noiseLevel = .32)
    {
        var random = new Random(seed);
        bool energy = random.Next(4) > 0, memory = random.Next(4) > 0, ragged = random.Next(5) == 0;
        Results = [.. Enumerable.Range(0, random.Next(1, 9)).Select(i =>
        {
            ConfigurationResult result = Told.Result($"m{i}", "b", 0, of: 40, seconds: random.Next(1, 9) / 7.0, memory: memory ? random.Next(1, 5) * 1000L : null,
                joules: energy && !(ragged && i == 0) ? random.Next(1, 6) / 3.0 : null);
            double share = random.NextDouble();
            return result with { Outcomes = [.. result.Outcomes.Select(outcome => outcome with { IsCorrect = random.NextDouble() < share })] };
        })];
        Planner = Planner.From(Results, options: new PlannerOptions { NoiseLevel = noiseLevel, Prices = random.Next(2) == 0 ? CostModel.Artifact : null });
        Constraints = new Constraints
        {
            Latency = random.Next(3) > 0 ? TimeSpan.FromSeconds(random.Next(1, 10) / 7.0) : null,
            EnergyJoules = random.Next(3) == 0 ? random.Next(1, 7) / 3.0 : null,
            MemoryBytes = random.Next(3) == 0 ? random.Next(1, 6) * 1000L : null,
            MinimumAccuracy = random.Next(3) == 0 ? random.NextDouble() : null,
        };
        Looser = new Constraints
        {
            Latency = random.Next(4) == 0 ? null : Constraints.Latency * (1 + random.NextDouble()),
            EnergyJoules = random.Next(4) == 0 ? null : Constraints.EnergyJoules * (1 + random.NextDouble()),
            MemoryBytes = random.Next(4) == 0 ? null : Constraints.MemoryBytes + random.Next(3000),
            MinimumAccuracy = random.Next(4) == 0 ? null : Constraints.MinimumAccuracy * random.NextDouble(),
        };
    }

    public ConfigurationResult[] Results { get; }

    public Planner Planner { get; }

    public Constraints Constraints { get; }

    /// <summary>The same or looser in everything.</summary>
    public Constraints Looser { get; }

    /// <summary>By the definition, word for word.</summary>
    public static bool Keeps(PlanCandidate candidate, Constraints constraints) =>
        !(candidate.Seconds.Value > constraints.Latency?.TotalSeconds)
        && (constraints.EnergyJoules is null || candidate.Joules <= constraints.EnergyJoules)
        && (constraints.MemoryBytes is null || candidate.MemoryBytes <= constraints.MemoryBytes)
        && !(candidate.Accuracy.Value < constraints.MinimumAccuracy);
}
