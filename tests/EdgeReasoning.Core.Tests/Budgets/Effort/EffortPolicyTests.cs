using EdgeReasoning.Budgets;
using EdgeReasoning.Performance;
using EdgeReasoning.Prompts;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Budgets.Effort;

public sealed class EffortPolicyTests
{
    [TestCase(EffortLevel.Low, 256)]
    [TestCase(EffortLevel.Medium, 1024)]
    [TestCase(EffortLevel.High, 4096)]
    public void Prepare_WithoutAProfile_TakesTheDocumentedTokens(EffortLevel level, int tokens) =>
        Assert.That(Contexts.Plan(TokenBudget.Create().Effort(level)).ThinkingLimit, Is.EqualTo(tokens));

    [TestCase(EffortLevel.Low, 2)]
    [TestCase(EffortLevel.Medium, 8)]
    [TestCase(EffortLevel.High, 30)]
    public void Prepare_OnADevice_TakesWhatFitsIntoTheDocumentedSeconds(EffortLevel level, double seconds)
    {
        DeviceProfile profile = ArtifactCatalog.Profile(ArtifactModel.Qwen1B5);
        int tokens = Contexts.Plan(TokenBudget.Create().Effort(level), profile: profile).ThinkingLimit!.Value;
        double step = profile.Decode.PredictStepSeconds(256);
        Assert.That(tokens * step, Is.EqualTo(seconds).Within(2 * step + (0.02 * seconds)));
    }

    [Test]
    public void Prepare_ASlowDevice_KeepsTheLeastTokens() =>
        Assert.That(Contexts.Plan(TokenBudget.Create().Effort(EffortLevel.Low), profile: ArtifactCatalog.Profile(ArtifactModel.Qwen14B)).ThinkingLimit, Is.EqualTo(64));

    [Test]
    public void Prepare_None_SkipsTheThinking() => Assert.That(Contexts.Plan(TokenBudget.Create().Effort(EffortLevel.None)).SkipsThinking);

    [Test]
    public void Prepare_TemplateThatReadsIt_IsToldTheLowestInAnyOrder()
    {
        foreach (EffortLevel[] order in (EffortLevel[][])[[EffortLevel.High, EffortLevel.Medium], [EffortLevel.Medium, EffortLevel.High]])
        {
            var plan = new BudgetPlan(SimulatedModel.Info with { ChatTemplate = "{{ reasoning_effort }}" }, ThinkingFamilies.GptOss);
            order.Aggregate(TokenBudget.Create(), (budget, level) => budget.Effort(level)).Prepare(plan);
            Assert.That(plan.Variables["reasoning_effort"], Is.EqualTo("medium"));
            Assert.That(plan.ThinkingLimit, Is.EqualTo(1024));
        }
    }

    [Test]
    public void Prepare_ModelThatDoesNotThink_IsRefused()
    {
        var plan = new BudgetPlan(SimulatedModel.Info, ThinkingFormat.None);
        TokenBudget.Create().Effort(EffortLevel.High).Prepare(plan);
        Assert.That(plan.Refusals.Single(), Does.Contain("High"));
    }

    [Test]
    public void Effort_UnknownLevel_IsRefused() => Assert.That(() => TokenBudget.Create().Effort((EffortLevel)9), Throws.TypeOf<ArgumentOutOfRangeException>());
}
