using NUnit.Framework;

namespace EdgeReasoning.Pareto;

public sealed class ParetoFrontierTests
{
    [Test]
    public void Constructor_BadObjectives_SaysWhatIsWrong()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new ParetoFrontier<Drone>(), Throws.ArgumentException.With.Message.Contains("There are no objectives"));
            Assert.That(() => new ParetoFrontier<Drone>(Drone.Mass, Drone.Mass), Throws.ArgumentException.With.Message.Contains("'mass'"));
            Assert.That(() => new ParetoFrontier<Drone>(Drone.Mass, null!), Throws.ArgumentNullException);
            Assert.That(() => new ParetoFrontier<Drone>((FrontierOptions<Drone>)null!, Drone.Mass), Throws.ArgumentNullException);
            Assert.That(() => Objective.Minimize<Drone>(" ", d => d.Grams), Throws.ArgumentException);
            Assert.That(() => Objective.Maximize<Drone>("range", null!), Throws.ArgumentNullException);
        }
    }

    [Test]
    public void Add_OneByOne_SaysWhatEnteredAndWhatLeft()
    {
        var frontier = new ParetoFrontier<Drone>(Drone.Mass, Drone.Range);
        Drone better = new("Better", 200, 13);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(frontier.Add(Drone.Wren).Entered, Is.True);
            Assert.That(frontier.Add(Drone.Kestrel).Left, Is.Empty);
            Assert.That(frontier.Add(Drone.Dodo).Status, Is.EqualTo(FrontierStatus.Dominated));
            Assert.That(frontier.Add(Drone.Finch).Entered, Is.True, "an equal one enters beside the first");
            Assert.That(frontier.Add(Drone.Heron).Entered, Is.True);
            Assert.That(frontier.Add(better).Left, Is.EquivalentTo(new[] { Drone.Wren, Drone.Kestrel, Drone.Finch }));
            Assert.That(frontier.Members, Is.EqualTo(new[] { Drone.Heron, better }));
            Assert.That(frontier.Count, Is.EqualTo(2));
            Assert.That(frontier.Snapshot().With(FrontierStatus.Dominated), Is.EqualTo(new[] { Drone.Wren, Drone.Kestrel, Drone.Dodo, Drone.Finch }));
        }
    }

    [Test]
    public void AddRange_OntoMembers_SaysWhatEnteredAndWhatLeft([Values(1, 100)] int copies)
    {
        ParetoFrontier<Drone> frontier = Drone.Frontier();
        Drone better = new("Better", 600, 20);
        Drone unknown = new("Unknown", double.NaN, 30);
        AddRangeOutcome<Drone> outcome = frontier.AddRange([.. Enumerable.Repeat(better, copies), unknown, Drone.Dodo]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Entered, Is.EqualTo(Enumerable.Repeat(better, copies)));
            Assert.That(outcome.Left, Is.EqualTo(new[] { Drone.Kestrel, Drone.Heron }));
            Assert.That(outcome.Unknown, Is.EqualTo(1));
            Assert.That(frontier.Count, Is.EqualTo(2 + copies));
            Assert.That(frontier.Take(3), Is.EqualTo(new[] { Drone.Wren, Drone.Finch, better }));
        }
    }

    [Test]
    public void Members_Order_IsThatOfAdditionWithTheSameInstances()
    {
        Drone[] members = [.. Drone.Frontier()];
        Assert.That(members, Is.EqualTo(new[] { Drone.Wren, Drone.Kestrel, Drone.Heron, Drone.Finch }));
        Assert.That(members[3], Is.SameAs(Drone.Finch));
    }

    [Test]
    public void Ties_KeepFirst_LeavesLaterEqualsOut([Values] bool keepDominated)
    {
        ParetoFrontier<Drone> frontier = Drone.Frontier(new() { Ties = TieRule.KeepFirst, KeepDominated = keepDominated });
        AddOutcome<Drone> again = frontier.Add(Drone.Kestrel);
        AddOutcome<Drone> better = frontier.Add(new Drone("Better", 250, 12));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.Status, Is.EqualTo(FrontierStatus.Duplicate));
            Assert.That(better.Left, Is.EquivalentTo(new[] { Drone.Wren, Drone.Kestrel }), "a duplicate was no member and does not leave");
            Assert.That(frontier.Select(d => d.Name), Is.EqualTo(new[] { "Heron", "Better" }));
            Assert.That(frontier.Snapshot().With(FrontierStatus.Duplicate), Is.Empty, "what they equal is dominated now, and so are they");
            Assert.That(frontier.Snapshot().With(FrontierStatus.Dominated), Has.Count.EqualTo(keepDominated ? 5 : 0));
        }
    }

    [Test]
    public void GroupBy_Keys_DoNotCompete([Values(0, 50)] int filler)
    {
        Drone plane = new("Gull", 5000, 5, 100, "plane");
        Drone other = new("Moth", 6000, 4, 100, null!);
        Drone worse = new("Moa", 6000, 5, 100, "plane");
        var frontier = new ParetoFrontier<Drone>(new FrontierOptions<Drone> { GroupBy = d => d.Kind }, Drone.Mass, Drone.Range);
        frontier.AddRange([.. Drone.All, plane, other, worse, .. Enumerable.Repeat(Drone.Dodo, filler)]);
        FrontierSnapshot<Drone> snapshot = frontier.Snapshot();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(frontier, Is.EqualTo(new[] { Drone.Wren, Drone.Kestrel, Drone.Heron, Drone.Finch, plane, other }));
            Assert.That(snapshot.GroupKeys, Is.EqualTo(new object?[] { "quad", "plane", null }));
            Assert.That(snapshot.InGroup("plane").Members, Is.EqualTo(new[] { plane }));
            Assert.That(snapshot.InGroup("plane").With(FrontierStatus.Dominated), Is.EqualTo(new[] { worse }));
            Assert.That(snapshot.InGroup(null).Members, Is.EqualTo(new[] { other }));
            Assert.That(() => snapshot.InGroup("boat"), Throws.ArgumentException.With.Message.Contains("'boat'"));
            Assert.That(frontier.Add(new Drone("Kite", 5000, 6, 100, "plane")).Left, Is.EqualTo(new[] { plane }));
        }
    }

    [Test]
    public void Constraints_NotMet_KeepOut()
    {
        ParetoFrontier<Drone> frontier = Drone.Frontier(new() { Constraints = [Constraint.AtMost<Drone>("price", d => d.Price, 900)] });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(frontier, Is.EqualTo(new[] { Drone.Wren, Drone.Dodo, Drone.Finch }));
            Assert.That(frontier.Snapshot().With(FrontierStatus.Infeasible), Is.EqualTo(new[] { Drone.Kestrel, Drone.Heron }));
            Assert.That(frontier.Add(Drone.Heron).Status, Is.EqualTo(FrontierStatus.Infeasible));
            Assert.That(frontier.AddRange(Drone.All).Infeasible, Is.EqualTo(2));
        }
    }

    [Test]
    public void Add_NaN_IsUnknownAndNeverChosen()
    {
        var frontier = new ParetoFrontier<Drone>(Drone.Mass, Drone.Range);
        Drone unknown = new("Unknown", double.NaN, 99);
        Assert.That(frontier.Add(unknown).Status, Is.EqualTo(FrontierStatus.Unknown));
        Assert.That(frontier.Best("range"), Is.Null);
        Assert.That(frontier.Choose("range").Kind, Is.EqualTo(ChoiceKind.None));
        frontier.AddRange(Drone.All);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(frontier, Has.None.EqualTo(unknown));
            Assert.That(frontier.Best("range"), Is.EqualTo(Drone.Heron));
            Assert.That(frontier.Snapshot().With(FrontierStatus.Unknown), Is.EqualTo(new[] { unknown }));
            Assert.That(frontier.Snapshot().Rank().Select(ranked => ranked.Item), Is.EqualTo(Drone.All));
        }
    }

    [Test]
    public void Add_Infinities_AreTheBestAndTheWorst()
    {
        var frontier = new ParetoFrontier<Drone>(Drone.Mass, Drone.Range);
        frontier.AddRange(Drone.All);
        Drone endless = new("Endless", double.PositiveInfinity, double.PositiveInfinity);
        Drone worst = new("Worst", double.PositiveInfinity, 25);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(frontier.Add(worst).Entered, Is.True, "nothing else flies 25 km");
            Assert.That(frontier.Add(endless).Left, Is.EqualTo(new[] { worst }));
            Assert.That(frontier.Add(endless with { Name = "Twin" }).Entered, Is.True);
            Assert.That(frontier.Best("range"), Is.EqualTo(endless));
        }
    }

    [Test]
    public void Add_FunctionThatThrows_ChangesNothing()
    {
        bool fails = false;
        var frontier = new ParetoFrontier<Drone>(
            Drone.Range,
            Objective.Minimize<Drone>("price", d => fails && d == Drone.Heron ? throw new InvalidOperationException("no price") : d.Price));
        frontier.AddRange(Drone.All);
        Drone[] before = [.. frontier];
        fails = true;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => frontier.Add(Drone.Heron), Throws.InvalidOperationException);
            Assert.That(() => frontier.AddRange([new Drone("Free", 1, 100), Drone.Heron]), Throws.InvalidOperationException);
            Assert.That(frontier, Is.EqualTo(before));
        }
    }

    [Test]
    public void KeepDominated_False_ForgetsAndStaysExact()
    {
        // A line of points, each driving the one before out, with survivors in between.
        var frontier = new ParetoFrontier<double[]>(
            new FrontierOptions<double[]> { KeepDominated = false },
            Objective.Minimize<double[]>("x", p => p[0]),
            Objective.Minimize<double[]>("y", p => p[1]));
        var all = new List<double[]>();
        var random = new SplitMix64(7);
        for (int i = 0; i < 2000; i++)
        {
            double[] point = [random.NextUnit() - (i * 1e-3), random.NextUnit() - (i * 1e-3)];
            all.Add(point);
            frontier.Add(point);
        }

        IReadOnlyList<int> expected = NonDominated.Front(all);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(frontier, Is.EqualTo(expected.Select(i => all[i])));
            Assert.That(frontier.Snapshot().With(FrontierStatus.Dominated), Is.Empty);
            Assert.That(frontier.Count, Is.EqualTo(expected.Count));
        }
    }

    [Test]
    public void Snapshot_LaterAdditions_LeaveItAsItWas()
    {
        ParetoFrontier<Drone> frontier = Drone.Frontier();
        FrontierSnapshot<Drone> before = frontier.Snapshot();
        Assert.That(frontier.Snapshot(), Is.SameAs(before), "nothing has changed");
        frontier.Add(new Drone("Better", 1, 100));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.Members, Has.Count.EqualTo(4));
            Assert.That(before.Rank(), Has.Count.EqualTo(5));
            Assert.That(before.Best("range"), Is.EqualTo(Drone.Heron));
            Assert.That(frontier.Count, Is.EqualTo(1));
        }
    }

    [Test]
    public void Add_FromManyThreads_GivesTheFrontierOfAll([Values(2, 3)] int dimensions)
    {
        const int Threads = 4;
        double[][] points = new SplitMix64(11).Points("grid40", 4000, dimensions);
        var frontier = new ParetoFrontier<double[]>(
            [.. Enumerable.Range(0, dimensions).Select(axis => Objective.Minimize<double[]>($"{axis}", p => p[axis]))]);
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            for (int i = thread; i < points.Length; i += Threads)
            {
                frontier.Add(points[i]);
                FrontierSnapshot<double[]> snapshot = frontier.Snapshot();
                if (i % 50 == thread && NonDominated.Front(snapshot.Members).Count != snapshot.Members.Count)
                    throw new InvalidOperationException("A snapshot has a dominated member.");
            }
        });
        Assert.That(frontier, Is.EquivalentTo(NonDominated.Front(points).Select(i => points[i])));
    }
}
