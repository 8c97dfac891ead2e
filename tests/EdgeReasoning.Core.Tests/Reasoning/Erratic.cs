using EdgeReasoning.Budgets;

namespace EdgeReasoning.Core.Tests.Reasoning;

/// <summary>A budget that closes, probes, nudges, stops and extends as its seed has it.</summary>
internal sealed class Erratic(int seed) : BudgetPolicy
{
    private static readonly ProbeOptions s_probe = new() { LeadIn = "so {", MaxTokens = 5 };

    protected internal override BudgetMeter Start(BudgetContext context)
    {
        var random = new Random(seed);
        return BudgetMeter.From((in ThinkingState state) => random.Next(60) switch
        {
            0 => BudgetDecision.Close,
            1 or 2 => BudgetDecision.Probe,
            3 => BudgetDecision.ProbeWith(s_probe),
            4 => BudgetDecision.Nudge(5),
            5 => BudgetDecision.Stop,
            < 40 when state.EndsThinking => BudgetDecision.Extend("Wait"),
            _ => BudgetDecision.Continue,
        });
    }
}
