using NUnit.Framework;

namespace EdgeReasoning.Pareto;

public sealed class MembershipTests
{
    private sealed record Cell(string Name, double Weight, double Capacity, double Error);

    private static readonly Objective<Cell> Weight = Objective.Minimize<Cell>("weight", c => c.Weight);
    private static readonly Objective<Cell> Capacity = Objective.Maximize<Cell>("capacity", c => c.Capacity)
        .WithInterval(c => (c.Capacity - c.Error, c.Capacity + c.Error));

    [Test]
    public void Membership_NothingUncertain_IsZeroOrOne()
    {
        IReadOnlyList<MembershipEstimate<Drone>> estimates = Drone.Frontier().Snapshot().Membership(seed: 1, draws: 10);
        Assert.That(estimates.Select(e => e.Probability), Is.EqualTo(new[] { 1.0, 0, 1, 1, 1 }));
    }

    [Test]
    public void Membership_NormalErrors_IsTheClosedForm()
    {
        // A dominates B when its draw is the larger. Difference of two normals: mean 1, variance 2·(1.96/1.96)² = 2, so
        // P(B enters) = P(Z > 1/√2) = 0.23975 (standard normal tail at 0.7071).
        var frontier = new ParetoFrontier<Cell>(Weight, Capacity);
        frontier.AddRange([new("A", 1, 11, 1.959963984540054), new("B", 2, 10, 1.959963984540054)]);
        IReadOnlyList<MembershipEstimate<Cell>> estimates = frontier.Snapshot().Membership(seed: 3, draws: 20000);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(estimates[0].Probability, Is.EqualTo(1), "it is lighter");
            Assert.That(estimates[1].Probability, Is.EqualTo(0.23975).Within(4 * estimates[1].StandardError));
            Assert.That(estimates[1].StandardError, Is.EqualTo(0.0030).Within(0.0001));
        }
    }

    [Test]
    public void Membership_SameSeed_IsTheSame()
    {
        var frontier = new ParetoFrontier<Cell>(Weight, Capacity);
        frontier.AddRange([new("A", 1, 11, 2), new("B", 2, 10, 2)]);
        IReadOnlyList<MembershipEstimate<Cell>> first = frontier.Snapshot().Membership(5);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(frontier.Snapshot().Membership(5), Is.EqualTo(first));
            Assert.That(frontier.Snapshot().Membership(6), Is.Not.EqualTo(first));
        }
    }

    [Test]
    public void Membership_OwnDraw_ResamplesTheCallersMeasurements()
    {
        // B beats A's 3 in one of its two measurements.
        var frontier = new ParetoFrontier<double[]>(
            Objective.Maximize<double[]>("mean", runs => runs.Average()).WithDraw((runs, random) => runs[random.Next(runs.Length)]));
        frontier.AddRange([[3, 3], [2, 4]]);
        IReadOnlyList<MembershipEstimate<double[]>> estimates = frontier.Snapshot().Membership(seed: 9, draws: 10000);
        Assert.That(estimates[1].Probability, Is.EqualTo(0.5).Within(0.02));
    }

    [Test]
    public void Membership_BadInput_SaysWhatIsWrong()
    {
        Objective<Cell> wrong = Objective.Maximize<Cell>("capacity", c => c.Capacity).WithInterval(c => (c.Capacity + 1, c.Capacity + 2));
        var frontier = new ParetoFrontier<Cell>(wrong);
        frontier.Add(new Cell("A", 1, 11, 2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => frontier.Snapshot().Membership(1), Throws.InvalidOperationException.With.Message.Contains("[12, 13]"));
            Assert.That(() => frontier.Snapshot().Membership(1, draws: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }
}
