using EdgeReasoning.Budgets;
using EdgeReasoning.Performance;
using NUnit.Framework;

namespace EdgeReasoning.Evaluation;

public sealed class EvaluationGridTests
{
    private static readonly EvaluationGrid Grid = new()
    {
        Models = ["small", "large"],
        Budgets = [BudgetChoice.Unlimited, new BudgetChoice("limit 5", TokenBudget.Create().Limit(5))],
        Scaling = [ScalingChoice.Single, ScalingChoice.Majority(4)],
    };

    [Test]
    public void Configurations_EveryCombination_Once()
    {
        IReadOnlyList<Configuration> configurations = Grid.Configurations();
        Assert.That(configurations.Select(configuration => configuration.Name).Distinct().Count(), Is.EqualTo(8));
        Assert.That(configurations[1].Name, Is.EqualTo("small, unlimited, majority of 4"));
    }

    [Test]
    public void Configurations_EmptyOrTwice_IsRefused()
    {
        Assert.That(() => (Grid with { Models = [] }).Configurations(), Throws.ArgumentException.With.Message.Contains("no Models"));
        Assert.That(() => (Grid with { Models = ["a", "a"] }).Configurations(), Throws.ArgumentException.With.Message.Contains("'a' twice"));
        Assert.That(() => (Grid with { Sampling = [new(), new()] }).Configurations(), Throws.ArgumentException.With.Message.Contains("twice among its Sampling"));
    }

    [Test]
    public void Within_Limits_LeavesOutWhatCannotKeepThem()
    {
        DeviceProfile small = Samples.Profile(), large = small with { Prefill = new LinearPrefill { SecondsPerToken = 0, FixedSeconds = 1, FittedPromptTokens = new TokenRange(1, 1000) } };
        var limits = new GridLimits { Profiles = new Dictionary<string, DeviceProfile> { ["small"] = small, ["large"] = large }, PromptTokens = 20, ReplyTokens = 30 };
        Assert.Multiple(() =>
        {
            Assert.That(Grid.Within(limits), Has.Count.EqualTo(8));
            Assert.That(Grid.Within(limits with { Latency = TimeSpan.FromSeconds(0.5) }).Select(configuration => configuration.Model), Is.All.EqualTo("small"));
            // Either takes 1000 bytes, and 10 for each of 50 tokens.
            Assert.That(Grid.Within(limits with { MemoryBytes = 1500 }), Has.Count.EqualTo(8));
            Assert.That(Grid.Within(limits with { MemoryBytes = 1499 }), Is.Empty);
            Assert.That(Grid.Within(limits with { EnergyJoules = 4 }).Select(configuration => configuration.Model), Is.All.EqualTo("small"));
            Assert.That(Grid.Within(limits with { Profiles = new Dictionary<string, DeviceProfile>(), Latency = TimeSpan.FromSeconds(0.1) }), Has.Count.EqualTo(8), "nothing is known of them");
            Assert.That(() => Grid.Within(limits with { ReplyTokens = 0 }), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }
}
