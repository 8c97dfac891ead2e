using EdgeReasoning.Budgets;
using EdgeReasoning.Performance;

namespace EdgeReasoning.Core.Tests.Budgets;

/// <summary>Contexts of simulated traces.</summary>
internal static class Contexts
{
    /// <summary>What the policies of a budget make of a request, as the engine does it.</summary>
    public static BudgetContext Of(TokenBudget budget, int room = 1000, int promptTokens = 10, int traces = 1, DeviceProfile? profile = null)
    {
        BudgetPlan plan = Plan(budget, traces, profile);
        Assert(plan);
        return plan.Resolve(promptTokens, traces, room, SimulatedModel.Closing.Length, SimulatedModel.End);
    }

    public static BudgetPlan Plan(TokenBudget budget, int traces = 1, DeviceProfile? profile = null)
    {
        var plan = new BudgetPlan(SimulatedModel.Info, SimulatedModel.Format, traces, profile);
        budget.Prepare(plan);
        plan.Settle(SimulatedModel.Closing.Length, SimulatedModel.End);
        return plan;
    }

    public static SimulatedTrace Trace(TokenBudget budget, int room = 1000) => new(budget, Of(budget, room));

    private static void Assert(BudgetPlan plan) => NUnit.Framework.Assert.That(plan.Refusals, NUnit.Framework.Is.Empty);
}
