using EdgeReasoning.Traces;

namespace EdgeReasoning.Budgets;

internal sealed class ExtendMeter(ExtendOptions options, int times, int? thinkingLimit) : BudgetMeter
{
    private readonly BudgetDecision _extend = BudgetDecision.Extend(options.Text);
    private int _used, _forced, _lengthBefore = -1;

    public override BudgetDecision Observe(in ThinkingState state)
    {
        if (!state.IsThinking) return BudgetDecision.Continue;
        if (_lengthBefore >= 0)
        {
            // Another decision may have won over the extension; then the thinking is over anyway.
            _forced += state.Tokens.Length - _lengthBefore;
            _lengthBefore = -1;
        }
        int left = LeftAfterCharge(state);
        if (!state.EndsThinking) return left <= 0 ? BudgetDecision.CloseFor(StopReason.Limit) : BudgetDecision.Continue;
        if (_used == times || left <= (options.Accounting == ExtendAccounting.PassedEnds ? 1 : 0)) return BudgetDecision.Continue;
        if (options.MinThinkingTokens > 0 && state.ThinkingTokens >= options.MinThinkingTokens) return BudgetDecision.Continue;
        _used++;
        _lengthBefore = state.Tokens.Length;
        return _extend;
    }

    private int LeftAfterCharge(in ThinkingState state) => thinkingLimit is not { } limit ? int.MaxValue : options.Accounting switch
    {
        ExtendAccounting.ForcedText => limit - state.ThinkingTokens - _forced,
        ExtendAccounting.PassedEnds => limit - state.ThinkingTokens - _used,
        _ => int.MaxValue,
    };
}
