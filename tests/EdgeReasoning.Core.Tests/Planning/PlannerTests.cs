using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;
using EdgeReasoning.Planning;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Planning;

public sealed class PlannerTests
{
    private static Constraints Within(double seconds) => new() { Latency = TimeSpan.FromSeconds(seconds) };

    [Test]
    public void Choose_LaterDeadlines_TakesTheMostAccurateThatFits()
    {
        var planner = Planner.From([Told.Result("s", "none", 40, seconds: .1), Told.Result("m", "all", 60, seconds: .5), Told.Result("l", "all", 80, seconds: 2)]);

        Assert.That(new[] { .1, .4, .5, 1.9, 2, 9 }.Select(seconds => planner.Choose(Within(seconds)).Choice!.Result.Configuration.Model), Is.EqualTo(new[] { "s", "s", "m", "m", "l", "l" }));
        Plan plan = planner.Choose(Within(1));
        Assert.Multiple(() =>
        {
            Assert.That(plan.Reason, Is.EqualTo("m, all, single answers 60.0 % right within 500 ms at 95 %: the most accurate of 2 that keep the constraints."));
            Assert.That(plan.Alternatives.Select(other => other.Result.Configuration.Model), Is.EqualTo(new[] { "s", "l" }));
            Assert.That(plan.Alternatives[1].Violations, Is.EqualTo(new[] { "latency 2 s at 95 % instead of at most 1 s at 95 % (100 % more)" }));
            Assert.That(plan.Relaxed, Is.Null);
        });
    }

    [Test]
    public void Choose_AccuraciesWithinNoise_TakesTheCheaper()
    {
        ConfigurationResult dear = Told.Result("dear", "b", 80, joules: 9), cheap = Told.Result("cheap", "b", 78, joules: 3), worse = Told.Result("worse", "b", 70, joules: 1);

        Plan plan = Planner.From([dear, cheap, worse]).Choose(new Constraints());
        Plan strict = Planner.From([dear, cheap, worse], options: new PlannerOptions { NoiseLevel = 1 }).Choose(new Constraints());

        Assert.Multiple(() =>
        {
            Assert.That(plan.Choice!.Result, Is.SameAs(cheap));
            Assert.That(plan.Reason, Does.Contain("78.0 %").And.Contain("cheapest").And.Contain("dear, b, single (80.0 %)"));
            Assert.That(plan.Alternatives.Select(other => other.Result), Is.EqualTo(new[] { dear, worse }));
            Assert.That(strict.Choice!.Result, Is.SameAs(dear));
        });
    }

    [Test]
    public void Choose_NothingFits_SaysWhatToRelaxAndToWhat()
    {
        var planner = Planner.From([Told.Result("fast", "b", 40, seconds: .0825), Told.Result("slow", "b", 80, seconds: 2)]);

        Plan plan = planner.Choose(Within(.05));

        Assert.Multiple(() =>
        {
            Assert.That(plan.IsFeasible, Is.False);
            Assert.That(plan.Reason, Is.EqualTo("Nothing keeps latency 50 ms at 95 %. Relax the latency to 82.5 ms at 95 %, which fast, b, single needs."));
            Assert.That(plan.Relaxed, Is.EqualTo(Within(.0825)));
            Assert.That(plan.Alternatives[0].Result.Configuration.Model, Is.EqualTo("fast"));
        });
    }

    [Test]
    public void Choose_SeveralConstraintsBroken_RelaxesTheOneThatGivesLeast()
    {
        var planner = Planner.From([Told.Result("fast", "b", 40, seconds: 1, joules: 5), Told.Result("slow", "b", 80, seconds: 3, joules: 20)]);
        var asked = new Constraints { Latency = TimeSpan.FromSeconds(2), EnergyJoules = 30, MinimumAccuracy = .75 };

        Plan one = planner.Choose(asked);
        Plan two = planner.Choose(asked with { EnergyJoules = 4, MinimumAccuracy = .4, Latency = TimeSpan.FromSeconds(.5) });

        Assert.Multiple(() =>
        {
            Assert.That(one.Relaxed, Is.EqualTo(asked with { MinimumAccuracy = .4 }), "from 0.75 to 0.4 is 47 % less, from 2 s to 3 s is 50 % more");
            Assert.That(one.Reason, Is.EqualTo("Nothing keeps latency 2 s at 95 %, energy 30 J and accuracy from 75.0 %. Relax the accuracy to 40.0 %, which fast, b, single needs."));
            Assert.That(two.Relaxed, Is.EqualTo(asked with { EnergyJoules = 5, MinimumAccuracy = .4, Latency = TimeSpan.FromSeconds(1) }));
            Assert.That(two.Reason, Does.EndWith("No single one is enough: relax the latency to 1 s at 95 % and the energy to 5 J, which fast, b, single needs."));
        });
    }

    [Test]
    public void Choose_LimitOnWhatIsUnknown_IsInfeasibleAndSaysSo()
    {
        Plan plan = Planner.From([Told.Result("m", "b", 40)]).Choose(new Constraints { EnergyJoules = 10, Latency = TimeSpan.FromSeconds(2) });

        Assert.Multiple(() =>
        {
            Assert.That(plan.Choice, Is.Null);
            Assert.That(plan.Relaxed, Is.Null);
            Assert.That(plan.Reason, Does.Contain("the energy is not known"));
            Assert.That(plan.Alternatives[0].Violations, Is.EqualTo(new[] { "energy unknown, and at most 10 J is allowed" }));
        });
    }

    [Test]
    public void Choose_Prices_LimitTheCost()
    {
        // 36 kJ at 1 a kWh and 3600 s at 2 an hour.
        var planner = Planner.From([Told.Result("m", "b", 40, seconds: 3600, joules: 36e3)], options: new PlannerOptions { Prices = new CostModel { PricePerKilowattHour = 1, HardwarePricePerHour = 2 } });

        Assert.That(planner.Choose(new Constraints { Cost = 3 }).Choice!.Cost, Is.EqualTo(2.01).Within(1e-12));
        Assert.That(planner.Choose(new Constraints { Cost = 2 }).Relaxed!.Cost, Is.EqualTo(2.01).Within(1e-12));
        Assert.That(Planner.From(planner.Results).Choose(new Constraints { Cost = 3 }).IsFeasible, Is.False);
    }

    [Test]
    public void Choose_NoProfile_TellsThePercentileOfTheOutcomesWithItsInterval()
    {
        ConfigurationResult result = Told.Result("m", "b", 40).WithSeconds(i => (i + 1) / 100.0);

        Prediction seconds = Planner.From([result]).Choose(new Constraints()).Choice!.Seconds;

        Assert.That(seconds, Is.EqualTo(new Prediction(result.SecondsAt(95), .9, 1, false)), "ranks 90 and 100 of 100");
    }

    [Test]
    public void Choose_ResultWithoutQuestionsEnough_LeavesTheIntervalOpenAndNotesIt()
    {
        Plan plan = Planner.From([Told.Result("m", "b", 10, of: 20)]).Choose(Within(2));

        Assert.That(plan.Choice!.Seconds.High, Is.Null);
        Assert.That(plan.Notes, Has.Some.Contains("20 questions are too few"));
    }

    [Test]
    public void Notes_ThinkingModelWithoutSeveralNoThinkSamples_SaySo()
    {
        ConfigurationResult thinks = Told.Result("a", "all", 60), one = Told.Result("a", "none", 50, thinking: 0), several = Told.Result("a", "none", 50, samples: 4, thinking: 0, output: 200);

        Assert.Multiple(() =>
        {
            Assert.That(Planner.From([thinks, one, Told.Result("plain", "b", 30, thinking: 0)]).Notes, Is.EqualTo(new[]
            {
                "a was not measured with several samples that do not think, often the best there is for a short deadline (Ma et al., 2025); they can therefore not be chosen.",
            }));
            Assert.That(Planner.From([thinks, one, several]).Notes, Is.Empty);
        });
    }
}
