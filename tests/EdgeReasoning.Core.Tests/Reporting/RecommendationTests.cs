using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;
using EdgeReasoning.Planning;
using NUnit.Framework;

namespace EdgeReasoning.Reporting;

public sealed class RecommendationTests
{
    [Test]
    public void Of_Plan_SaysWhatWasAskedAndWhatIsPredicted()
    {
        ConfigurationResult result = SmallStudy.Result("a", 3, 1);
        var plan = new Plan
        {
            Constraints = new() { Latency = TimeSpan.FromMilliseconds(1500), LatencyPercent = 90, EnergyJoules = 60, MemoryBytes = 2_000_000_000, Cost = 0.001, MinimumAccuracy = 0.7 },
            Choice = new() { Result = result, Accuracy = new(0.75, 0.6, 0.85, false), Seconds = new(1.2, null, null, true), Joules = 12 },
            Alternatives = [],
            Reason = "It is the best.",
        };
        Recommendation line = Recommendation.Of(Study(result, plan), []).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(line.Asked, Is.EqualTo(
                "Within 1.5 s for 90 % of the requests, with at most 60 J a request, in at most 2.00 GB of memory, at a cost of at most 0.001 a request, with an accuracy of at least 70.0 %"));
            Assert.That(line.Choice, Is.EqualTo("a, limit 64, single"));
            Assert.That(line.Text, Is.EqualTo(
                "Predicted accuracy 75.0 % (60.0 % to 85.0 %), 1.20 s for 90 % of the requests, 12.0 J. It is the best. The prediction reaches beyond what was measured."));
        }
    }

    [Test]
    public void Of_InfeasiblePlan_GivesTheReason()
    {
        var plan = new Plan { Constraints = new(), Choice = null, Alternatives = [], Reason = "Allow 2 s." };
        Assert.That(Recommendation.Of(Study(SmallStudy.Result("a", 3, 1), plan), []).Single(), Is.EqualTo(new Recommendation("Without limits", null, "Allow 2 s.")));
    }

    private static Study Study(ConfigurationResult result, Plan plan) => SmallStudy.Create() with { Results = [result], Plans = [plan] };
}
