using EdgeReasoning.Evaluation;
using EdgeReasoning.Planning;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Planning;

public sealed class PlannerArgumentTests
{
    private static readonly Planner One = Planner.From([Told.Result("m", "b", 40)]);

    [Test]
    public void From_ResultsThatDoNotFitTogether_AreRefused()
    {
        ConfigurationResult a = Told.Result("a", "b", 40), c = Told.Result("c", "b", 40);

        Assert.Multiple(() =>
        {
            Assert.That(() => Planner.From([]), Throws.ArgumentException.With.Message.Contains("nothing to choose from"));
            Assert.That(() => Planner.From([a, a]), Throws.ArgumentException.With.Message.Contains("Two configurations are named 'a, b, single'"));
            Assert.That(() => Planner.From([a, Told.Result("c", "b", 40, of: 50)]), Throws.ArgumentException.With.Message.Contains("same questions"));
            Assert.That(() => Planner.From([a, c with { Outcomes = [.. c.Outcomes.Reverse()] }]), Throws.ArgumentException.With.Message.Contains("same questions"));
            Assert.That(() => Planner.From([a with { Outcomes = [] }]), Throws.ArgumentException.With.Message.Contains("no question"));
            Assert.That(() => Planner.From([a.WithSeconds(i => i == 7 ? double.NaN : 1)]), Throws.ArgumentException.With.Message.Contains("question q7"));
            Assert.That(() => Planner.From([a, c with { Device = "Server" }]), Throws.ArgumentException.With.Message.Contains("'a, b, single' is of Board and 'c, b, single' of Server"));
            Assert.That(() => Planner.From([a, c with { Device = "Server" }], [Told.Profile("c")]), Throws.Nothing, "the profile predicts the board");
            Assert.That(() => Planner.From([a], options: new PlannerOptions { NoiseLevel = 2 }), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }

    private static IEnumerable<Constraints> Wrong =>
    [
        new() { Latency = TimeSpan.Zero }, new() { LatencyPercent = .95 }, new() { LatencyPercent = 100.1 }, new() { EnergyJoules = 0 }, new() { EnergyJoules = double.NaN },
        new() { MemoryBytes = 0 }, new() { Cost = -1 }, new() { MinimumAccuracy = 80 }, new() { MinimumAccuracy = double.NaN },
    ];

    [TestCaseSource(nameof(Wrong))]
    public void Choose_ConstraintOutOfItsRange_IsRefused(Constraints constraints) => Assert.That(() => One.Choose(constraints), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Choose_NoPrompt_IsRefused() => Assert.That(() => One.Choose(new Constraints(), 0), Throws.TypeOf<ArgumentOutOfRangeException>());
}
