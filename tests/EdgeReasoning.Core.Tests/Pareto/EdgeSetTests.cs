using NUnit.Framework;

namespace EdgeReasoning.Pareto;

/// <summary>The edge-shaped golden set (G6): minimum latency, minimum energy, maximum accuracy.</summary>
public sealed class EdgeSetTests
{
    private sealed record Point(string Id, double Latency, double Energy, double Accuracy);

    private static readonly Point[] Points = [.. GoldenVectors.Edge.GetProperty("points").EnumerateArray().Select(point => new Point(
        point.GetProperty("id").GetString()!,
        point.GetProperty("latency").GetDouble(),
        point.GetProperty("energy").GetDouble(),
        point.GetProperty("accuracy").GetDouble()))];

    private static readonly Objective<Point> Latency = Objective.Minimize<Point>("latency", p => p.Latency);
    private static readonly Objective<Point> Energy = Objective.Minimize<Point>("energy", p => p.Energy);
    private static readonly Objective<Point> Accuracy = Objective.Maximize<Point>("accuracy", p => p.Accuracy);

    [Test]
    public void Members_ThreeAndTwoObjectives_AreTheGoldenFronts()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Frontier(Latency, Energy, Accuracy).Select(p => p.Id), Is.EqualTo(GoldenVectors.Edge.Strings("front3")));
            Assert.That(Frontier(Latency, Accuracy).Select(p => p.Id), Is.EqualTo(GoldenVectors.Edge.Strings("front2")));
        }
    }

    [Test]
    public void Hypervolume_GoldenReference_IsTheGoldenNumber()
    {
        double latency = GoldenVectors.Edge.GetProperty("refLatency").GetDouble();
        double energy = GoldenVectors.Edge.GetProperty("refEnergy").GetDouble();
        double accuracy = GoldenVectors.Edge.GetProperty("refAccuracy").GetDouble();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Frontier(Latency, Energy, Accuracy).Snapshot().Hypervolume(latency, energy, accuracy),
                Is.EqualTo(GoldenVectors.Edge.GetProperty("hv3").GetDouble()).Within(1e-12).Percent);
            Assert.That(
                Frontier(Latency, Accuracy).Snapshot().Hypervolume(latency, accuracy),
                Is.EqualTo(GoldenVectors.Edge.GetProperty("hv2").GetDouble()).Within(1e-12).Percent);
        }
    }

    // Limits as they stand in the keys of "bestUnder".
    [TestCase(15, 100)]
    [TestCase(15, 250)]
    [TestCase(30, 500)]
    [TestCase(60, 1000)]
    [TestCase(60, 1500)]
    [TestCase(2, 10)]
    public void Best_UnderLimits_IsTheGoldenChoice(int latency, int energy)
    {
        System.Text.Json.JsonElement golden = GoldenVectors.Edge.GetProperty("bestUnder").GetProperty($"latency<={latency},energy<={energy}");
        ParetoFrontier<Point> frontier = Frontier(Latency, Energy, Accuracy);
        Point? best = frontier.Best("accuracy", p => p.Latency <= latency && p.Energy <= energy);
        Choice<Point> choice = frontier.Choose(
            "accuracy", Constraint.AtMost<Point>("latency", p => p.Latency, latency), Constraint.AtMost<Point>("energy", p => p.Energy, energy));

        if (golden.ValueKind == System.Text.Json.JsonValueKind.Null)
        {
            Assert.That(best, Is.Null);
            Assert.That(choice.Kind, Is.EqualTo(ChoiceKind.Nearest));
            Assert.That(choice.Item!.Id, Is.EqualTo("1.5B-128"), "the fastest and most frugal misses both limits by the least");
            return;
        }

        // Which of two equal points is named is a tie rule: ours names the first, the golden file the last.
        string id = golden[1].GetString() == "dup" ? "1.5B-512" : golden[1].GetString()!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(best!.Accuracy, Is.EqualTo(golden[0].GetDouble()));
            Assert.That(best.Id, Is.EqualTo(id));
            Assert.That(choice, Is.EqualTo(new Choice<Point>(ChoiceKind.Feasible, best, 0)));
        }
    }

    private static ParetoFrontier<Point> Frontier(params Objective<Point>[] objectives)
    {
        var frontier = new ParetoFrontier<Point>(objectives);
        frontier.AddRange(Points);
        return frontier;
    }
}
