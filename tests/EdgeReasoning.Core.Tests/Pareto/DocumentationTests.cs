using NUnit.Framework;

namespace EdgeReasoning.Pareto;

/// <summary>The code of docs/pareto.md, compiled and run.</summary>
[NonParallelizable]
public sealed class DocumentationTests
{
    private sealed record Drone(string Name, double Grams, double Kilometres, double Price, double RangeError = 0.5, string Kind = "quad");

    private static readonly Drone[] drones =
    [
        new("Wren", 249, 6.1, 399), new("Martin", 420, 10.2, 790), new("Kestrel", 600, 13, 950),
        new("Rook", 830, 13.1, 840), new("Merlin", 720, 15.5, 1290), new("Condor", 1600, 24.5, 2990),
    ];

    private static readonly Drone falcon = new("Falcon", 590, 15.8, 1150);

    [Test]
    public void Snippets_OfThePage_CompileAndRun()
    {
        string folder = Directory.CreateTempSubdirectory("pareto").FullName;
        string before = Environment.CurrentDirectory;
        TextWriter console = Console.Out;
        try
        {
            Environment.CurrentDirectory = folder;
            Console.SetOut(TextWriter.Null);
            Run();
            Assert.That(File.Exists(Path.Combine(folder, "drones.svg")), Is.True);
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = before;
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Snippets_OfThePage_StandInThisFile()
    {
        string root = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(root, "EdgeReasoning.Core.sln")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        HashSet<string> here = [.. Lines(File.ReadAllLines(
            Path.Combine(root, "tests", "EdgeReasoning.Core.Tests", "Pareto", "DocumentationTests.cs")))];
        string[] page = [.. Snippets(File.ReadAllLines(Path.Combine(root, "docs", "pareto.md")))];
        Assert.That(page, Has.Length.GreaterThan(40));
        Assert.That(page.Where(line => !here.Contains(line) && line != "using EdgeReasoning.Pareto;"), Is.Empty);
    }

    private static void Run()
    {
        var frontier = new ParetoFrontier<Drone>(
            Objective.Minimize<Drone>("mass", d => d.Grams),
            Objective.Maximize<Drone>("range", d => d.Kilometres));
        frontier.AddRange(drones);

        foreach (Drone drone in frontier)
            Console.WriteLine(drone.Name);

        Drone? best = frontier.Best("range", subjectTo: d => d.Price < 900);
        Assert.That(best?.Name, Is.EqualTo("Rook"));

        ParetoFrontier<Drone> lastYear = new(frontier.Objectives.ToArray());
        lastYear.AddRange(drones);

        AddOutcome<Drone> outcome = frontier.Add(falcon);
        if (outcome.Entered)
            Console.WriteLine($"{falcon.Name} is in; out go {string.Join(", ", outcome.Left.Select(d => d.Name))}");
        Assert.That(outcome.Left.Select(d => d.Name), Is.EquivalentTo(new[] { "Kestrel", "Merlin" }));

        FrontierSnapshot<Drone> snapshot = frontier.Snapshot();

        Choice<Drone> choice = frontier.Choose(
            "range",
            Constraint.AtMost<Drone>("price", d => d.Price, 500),
            Constraint.AtLeast<Drone>("range", d => d.Kilometres, 12));
        Console.WriteLine($"{choice.Item?.Name}: {choice.Kind}");
        Assert.That(choice.Kind, Is.EqualTo(ChoiceKind.Nearest));

        Drone? knee = snapshot.Knee();
        Drone? light = snapshot.Compromise(("mass", 3), ("range", 1));
        Drone? fair = snapshot.Compromise(Scalarization.LargestLoss, ("mass", 1), ("range", 1));
        Assert.That(new[] { knee?.Name, light?.Name, fair?.Name }, Is.EqualTo(new[] { "Falcon", "Wren", "Falcon" }));

        var options = new FrontierOptions<Drone>
        {
            GroupBy = d => d.Kind,
            Ties = TieRule.KeepFirst,
            Constraints = [Constraint.AtMost<Drone>("price", d => d.Price, 2000)],
            KeepDominated = true,
        };
        var grouped = new ParetoFrontier<Drone>(options, Objective.Minimize<Drone>("mass", d => d.Grams));
        grouped.AddRange(drones);
        Assert.That(grouped.Single().Name, Is.EqualTo("Wren"));

        var measured = new ParetoFrontier<Drone>(
            Objective.Minimize<Drone>("mass", d => d.Grams),
            Objective.Maximize<Drone>("range", d => d.Kilometres)
                .WithInterval(d => (d.Kilometres - d.RangeError, d.Kilometres + d.RangeError)));
        measured.AddRange(drones);
        foreach (MembershipEstimate<Drone> estimate in measured.Snapshot().Membership(seed: 1))
            Console.WriteLine($"{estimate.Item.Name}: on the frontier with probability {estimate.Probability:P0}");

        double volume = snapshot.Hypervolume(1800, 4);
        IReadOnlyList<double> shares = snapshot.Contributions(ContributionBasis.Front, 1800, 4);
        FrontierComparison distance = snapshot.DistanceTo(lastYear.Snapshot());
        IReadOnlyList<RankedItem<Drone>> ranks = snapshot.Rank();
        IReadOnlyList<Drone> few = snapshot.Thin(50, 0.5);
        Assert.That(volume, Is.GreaterThan(lastYear.Snapshot().Hypervolume(1800, 4)));
        Assert.That(shares, Has.Count.EqualTo(snapshot.Members.Count));
        Assert.That(distance.AdditiveEpsilon, Is.Zero);
        Assert.That(ranks, Has.Count.EqualTo(7));
        Assert.That(few, Is.SubsetOf(snapshot.Members));

        double[][] points = [[5, 5], [4, 6], [2, 7], [7, 4]];
        IReadOnlyList<int> front = NonDominated.Front(points);
        double area = Hypervolume.Compute(points, [10, 10]);
        Assert.That((front.Count, area), Is.EqualTo((4, 38.0)));

        var chart = new FrontierChart<Drone>(snapshot, new FrontierChartOptions<Drone>
        {
            Title = "Drones: light and far",
            Label = d => d.Name,
            Reference = (1800, 4),
        });
        File.WriteAllText("drones.svg", chart.ToSvg());
        File.WriteAllText("drones.vl.json", chart.ToVegaLite());
    }

    private static IEnumerable<string> Snippets(string[] page)
    {
        bool isInside = false;
        var inside = new List<string>();
        foreach (string line in page)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                isInside = line == "```csharp";
            else if (isInside)
                inside.Add(line);
        }

        return Lines(inside);
    }

    // Without comments and white space around.
    private static IEnumerable<string> Lines(IEnumerable<string> lines) => lines
        .Select(line => line.Split("//")[0].Trim())
        .Where(line => line.Length > 0);
}
