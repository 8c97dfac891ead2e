using EdgeReasoning.Budgets;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>Closes the thinking at the first token at which the mean confidence of a full window is below the floor.</summary>
internal sealed class ConfidenceFloor(double floor, int window, int topK) : BudgetPolicy
{
    protected internal override void Prepare(BudgetPlan plan) => plan.NeedConfidence(topK);

    protected internal override BudgetMeter Start(BudgetContext context) => new Meter(floor, window);

    private sealed class Meter(double floor, int window) : BudgetMeter
    {
        private readonly GroupWindow _group = new(window);

        public override BudgetDecision Observe(in ThinkingState state)
        {
            if (!state.IsThinking || state.Confidence is not { } confidence || float.IsNaN(confidence)) return BudgetDecision.Continue;
            _group.Add(confidence);
            return _group.IsFull && _group.Mean < floor ? BudgetDecision.CloseFor(StopReason.Confidence) : BudgetDecision.Continue;
        }
    }
}
