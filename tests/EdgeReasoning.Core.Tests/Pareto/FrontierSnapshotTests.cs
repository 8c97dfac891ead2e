using NUnit.Framework;

namespace EdgeReasoning.Pareto;

public sealed class FrontierSnapshotTests
{
    [Test]
    public void Best_ConditionOnSomethingElse_MayNameADominatedItem()
    {
        ParetoFrontier<Drone> frontier = Drone.Frontier();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(frontier.Best("range", subjectTo: d => d.Price < 900), Is.EqualTo(Drone.Dodo), "it is dominated by a dearer one only");
            Assert.That(frontier.Best("range", subjectTo: d => d.Price < 1), Is.Null);
            Assert.That(frontier.Best("mass"), Is.EqualTo(Drone.Wren), "the first of two equals");
            Assert.That(() => frontier.Best("weight"), Throws.ArgumentException.With.Message.Contains("there are: mass, range"));
        }
    }

    [Test]
    public void Best_EqualOnTheObjective_PrefersTheOneThatDominates()
    {
        Drone heavy = new("Heavy", 950, 20);
        var frontier = new ParetoFrontier<Drone>(Drone.Mass, Drone.Range);
        frontier.AddRange([heavy, Drone.Heron]);
        Assert.That(frontier.Best("range"), Is.EqualTo(Drone.Heron));
    }

    [Test]
    public void Choose_NoneFeasible_IsTheNearest()
    {
        ParetoFrontier<Drone> frontier = Drone.Frontier();
        Choice<Drone> choice = frontier.Choose(
            "range",
            Constraint.AtMost<Drone>("price", d => d.Price, 200),
            Constraint.AtLeast<Drone>("range", d => d.Kilometres, 8));

        // Amounts missed: price 200, 100, 750, 1300, 150 of 1300; range 2, 0, 0, 0, 2 of 2. Dodo misses 100/1300 and nothing.
        using (Assert.EnterMultipleScope())
        {
            Assert.That(choice.Kind, Is.EqualTo(ChoiceKind.Nearest));
            Assert.That(choice.Item, Is.EqualTo(Drone.Dodo));
            Assert.That(choice.IsFeasible, Is.False);
            Assert.That(choice.Violation, Is.EqualTo(100.0 / 1300).Within(1e-15));
        }
    }

    [Test]
    public void Choose_FrontierWithoutFeasibleItems_TakesItsConstraintsIntoAccount()
    {
        ParetoFrontier<Drone> frontier = Drone.Frontier(new() { Constraints = [Constraint.AtMost<Drone>("price", d => d.Price, 310)] });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(frontier.Choose("range").Item, Is.EqualTo(Drone.Dodo));
            Assert.That(
                frontier.Choose("range", Constraint.AtMost<Drone>("mass", d => d.Grams, 600)),
                Is.EqualTo(new Choice<Drone>(ChoiceKind.Nearest, Drone.Finch, 40.0 / 1190)));
        }
    }

    [Test]
    public void Choose_MeasureIsNaN_ComesLast()
    {
        Choice<Drone> choice = Drone.Frontier().Choose(
            "range", Constraint.AtMost<Drone>("noise", d => d == Drone.Heron ? double.NaN : d.Grams, 100));
        Assert.That(choice.Item, Is.EqualTo(Drone.Wren));
    }

    [Test]
    public void Choose_Require_IsMetOrNot()
    {
        Choice<Drone> choice = Drone.Frontier().Choose("range", Constraint.Require<Drone>("short name", d => d.Name.Length <= 4));
        Assert.That(choice, Is.EqualTo(new Choice<Drone>(ChoiceKind.Feasible, Drone.Dodo, 0)));
    }

    [Test]
    public void Constraint_NaNLimit_IsRefused() =>
        Assert.That(() => Constraint.AtMost<Drone>("price", d => d.Price, double.NaN), Throws.ArgumentException.With.Message.Contains("NaN"));

    [Test]
    public void Knee_BentFrontier_IsTheBend()
    {
        var frontier = new ParetoFrontier<Drone>(Drone.Mass, Drone.Range);
        frontier.AddRange([new("a", 100, 1), new("b", 200, 8), new("c", 600, 9), new("d", 1000, 10)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(frontier.Snapshot().Knee()!.Name, Is.EqualTo("b"));
            Assert.That(new ParetoFrontier<Drone>(Drone.Mass).Snapshot().Knee(), Is.Null);
        }
    }

    [Test]
    public void Compromise_Weights_MoveAlongTheFrontier()
    {
        // Scaled losses (mass, range): a (0, 1), b (0.4, 0.7), c (0.7, 0.2), d (1, 0). b lies above the line from a to c.
        var frontier = new ParetoFrontier<Drone>(Drone.Mass, Drone.Range);
        frontier.AddRange([new("a", 0, 0), new("b", 4, 3), new("c", 7, 8), new("d", 10, 10)]);
        FrontierSnapshot<Drone> snapshot = frontier.Snapshot();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(snapshot.Compromise(("mass", 1))!.Name, Is.EqualTo("a"));
            Assert.That(snapshot.Compromise(("range", 2))!.Name, Is.EqualTo("d"));
            Assert.That(snapshot.Compromise(("range", 1), ("mass", 1))!.Name, Is.EqualTo("c"));
            Assert.That(snapshot.Compromise(Scalarization.LargestLoss, ("mass", 3), ("range", 2))!.Name, Is.EqualTo("b"));
            Assert.That(() => snapshot.Compromise(("mass", -1)), Throws.ArgumentException);
            Assert.That(() => snapshot.Compromise(("mass", 0)), Throws.ArgumentException);
            Assert.That(() => snapshot.Compromise(("colour", 1)), Throws.ArgumentException.With.Message.Contains("'colour'"));
        }
    }

    [Test]
    public void Thin_LargeEpsilon_KeepsFewWithinIt()
    {
        var frontier = new ParetoFrontier<double[]>(Objective.Minimize<double[]>("x", p => p[0]), Objective.Maximize<double[]>("y", p => p[1]));
        frontier.AddRange(Enumerable.Range(0, 100).Select(i => new double[] { i, i }));
        IReadOnlyList<double[]> thin = frontier.Snapshot().Thin(9.5, 9.5);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(thin, Has.Count.LessThan(25));
            Assert.That(frontier, Is.All.Matches<double[]>(p => thin.Any(q => q[0] - 9.5 <= p![0] && q[1] + 9.5 >= p[1])));
            Assert.That(() => frontier.Snapshot().Thin(1), Throws.ArgumentException.With.Message.Contains("1 epsilons for 2"));
        }
    }

    [Test]
    public void Rank_Items_CountFrontsAndGaps()
    {
        IReadOnlyList<RankedItem<Drone>> ranked = Drone.Frontier().Snapshot().Rank();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ranked.Select(r => r.Item), Is.EqualTo(Drone.All));
            Assert.That(ranked.Select(r => r.Rank), Is.EqualTo(new[] { 0, 1, 0, 0, 0 }));

            // Wren and Finch are equal; the first is the end. Finch: mass (600-250)/650, range (12-6)/14. Kestrel: 650/650 + 14/14.
            Assert.That(ranked[0].Crowding, Is.EqualTo(double.PositiveInfinity));
            Assert.That(ranked[2].Crowding, Is.EqualTo(2));
            Assert.That(ranked[3].Crowding, Is.EqualTo(double.PositiveInfinity));
        }
    }

    [Test]
    public void ValuesIdealNadir_OwnUnits_AreNotTurned()
    {
        FrontierSnapshot<Drone> snapshot = Drone.Frontier().Snapshot();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(snapshot.ValuesOf(1), Is.EqualTo(new double[] { 600, 12 }));
            Assert.That(snapshot.Ideal(), Is.EqualTo(new double[] { 250, 20 }));
            Assert.That(snapshot.Nadir(), Is.EqualTo(new double[] { 900, 6 }));
            Assert.That(new ParetoFrontier<Drone>(Drone.Mass).Snapshot().Ideal(), Is.Empty);
        }
    }

    [Test]
    public void Contributions_MembersOrAll_IsWhatEachAloneAdds()
    {
        var frontier = new ParetoFrontier<Drone>(new FrontierOptions<Drone> { Ties = TieRule.KeepFirst }, Drone.Mass, Drone.Range);
        frontier.AddRange(Drone.All);
        FrontierSnapshot<Drone> snapshot = frontier.Snapshot();

        // Reference (1000 g, 0 km): steps (250, 6), (600, 12), (900, 20). Finch equals Wren, and Dodo (700, 8)
        // lies under Kestrel: they count only where all items do.
        using (Assert.EnterMultipleScope())
        {
            Assert.That(snapshot.Hypervolume(1000, 0), Is.EqualTo((350 * 6) + (300 * 12) + (100 * 20)));
            Assert.That(snapshot.Contributions(ContributionBasis.Front, 1000, 0), Is.EqualTo(new double[] { 350 * 6, 300 * 6, 100 * 8 }));
            Assert.That(snapshot.Contributions(ContributionBasis.AllPoints, 1000, 0), Is.EqualTo(new double[] { 0, (300 * 6) - (200 * 2), 100 * 8 }));
            Assert.That(() => snapshot.Hypervolume(1000), Throws.ArgumentException.With.Message.Contains("1 values for 2 objectives"));
            Assert.That(snapshot.Hypervolume(100, 50), Is.Zero);
        }
    }

    [Test]
    public void DistanceTo_Frontiers_AreComparedInTheirOwnDirections()
    {
        var frontier = new ParetoFrontier<Drone>(Drone.Mass, Drone.Range);
        frontier.Add(new Drone("Now", 200, 10));
        var wanted = new ParetoFrontier<Drone>(Drone.Mass, Drone.Range);
        wanted.Add(new Drone("Then", 100, 30));
        FrontierComparison distance = frontier.Snapshot().DistanceTo(wanted.Snapshot());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(distance.AdditiveEpsilon, Is.EqualTo(100));
            Assert.That(distance.MultiplicativeEpsilon, Is.EqualTo(3));
            Assert.That(distance.InvertedGenerationalDistance, Is.EqualTo(Math.Sqrt(10400)).Within(1e-12));
            Assert.That(wanted.Snapshot().DistanceTo(frontier.Snapshot()).InvertedGenerationalDistancePlus, Is.Zero);
            Assert.That(() => frontier.Snapshot().DistanceTo(new ParetoFrontier<Drone>(Drone.Mass).Snapshot()), Throws.ArgumentException);
        }
    }
}
