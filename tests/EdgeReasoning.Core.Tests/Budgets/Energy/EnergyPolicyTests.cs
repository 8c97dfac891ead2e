using System.Text.Json;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Performance;
using EdgeReasoning.Performance.Tests;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Budgets.Energy;

public sealed class EnergyPolicyTests
{
    private const int Letter = 3;
    private const double Step = 0.001;

    /// <summary>energy_planner.json: the 14B's power at a prompt of 128 and a reply of 1152 tokens.</summary>
    private static readonly DeviceProfile s_profile = ArtifactCatalog.Profile(ArtifactModel.Qwen14B) with
    {
        Prefill = new LinearPrefill { FixedSeconds = 0, SecondsPerToken = 0, FittedPromptTokens = new(0, 4096) },
        Decode = new DecodeLatencyModel { SecondsPerStep = Step, SecondsPerContextToken = 0, Intervals = DecodeIntervals.EveryToken, FittedContextTokens = new(0, 4096) },
        PrefillPower = new ConstantPower { Watts = 10 },
        DecodePower = new SaturatingPower { SteadyWatts = 28.058, RiseWatts = 24.924, TimeConstantSeconds = 1.485 },
    };

    [Test]
    public void PlanTokens_EveryGoldenEnergy_IsItsTimeInSteps()
    {
        foreach (JsonElement row in SweepData.Json("energy_planner.json").GetProperty("energyToSeconds").EnumerateArray())
        {
            TokenBudget budget = TokenBudget.Create().Energy(row.GetProperty("Emax").GetDouble());
            int? tokens = budget.PlanTokens(Contexts.Of(budget, room: 100_000, profile: s_profile));
            Assert.That(tokens, Is.EqualTo((int)(row.GetProperty("seconds").GetDouble() / Step)));
        }
    }

    [Test]
    public void Observe_EndlessThinking_EndsWithinTheGoldenTimeWithAnAnswer()
    {
        TokenBudget budget = TokenBudget.Create().Energy(10);
        var trace = new SimulatedTrace(budget, Contexts.Of(budget, room: 100_000, profile: s_profile)) { SecondsPerToken = 10 * Step };
        trace.Run(Enumerable.Repeat(Letter, 1000));
        Assert.Multiple(() =>
        {
            // Ten times as slow as the profile says: the pace observed counts.
            Assert.That(trace.Elapsed, Is.LessThanOrEqualTo(1.0051405818686556).And.GreaterThan(0.98));
            Assert.That(trace.Stopped, Is.EqualTo(StopReason.Energy));
            Assert.That(trace.Interventions.Single().Reason, Is.EqualTo(StopReason.Energy));
            Assert.That(trace.View.Answer, Is.Not.Empty);
        });
    }

    [Test]
    public void Prepare_WithoutPowerModels_IsRefused()
    {
        Assert.That(Contexts.Plan(TokenBudget.Create().Energy(10)).Refusals.Single(), Does.Contain("power"));
        Assert.That(Contexts.Plan(TokenBudget.Create().Energy(10), profile: s_profile with { DecodePower = null }).Refusals.Single(), Does.Contain("power"));
    }

    [Test]
    public void Start_TracesWhosePowerWasNotMeasured_SaysSo()
    {
        TokenBudget budget = TokenBudget.Create().Energy(10);
        BudgetContext context = Contexts.Of(budget, traces: 4, profile: s_profile with { Backend = s_profile.Backend with { Layout = KvLayout.Unified } });
        Assert.That(() => new BudgetSession(budget, context), Throws.InvalidOperationException.With.Message.Contains("4 traces"));
        Assert.That(budget.PlanTokens(context), Is.Null);
    }

    [TestCase(0)]
    [TestCase(-2.5)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Energy_WrongArguments_AreRefused(double joules) =>
        Assert.That(() => TokenBudget.Create().Energy(joules), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("joules"));
}
