using EdgeReasoning.Traces;

namespace EdgeReasoning.Budgets;

/// <summary>Runs a <see cref="BlockBudget"/> over what the engine has found: it sees markers as one symbol each, however many tokens they take.</summary>
internal sealed class BlockLimitMeter(int tokens) : BudgetMeter
{
    private const int Other = 0, Start = 1, End = 2;

    private readonly BlockBudget _budget = new(new TagMatcher([Start]), new TagMatcher([End]), [End], tokens);
    private int _blocks, _charged;

    public override BudgetDecision Observe(in ThinkingState state)
    {
        if (state.IsThinking && state.Blocks != _blocks) Begin(state);
        // What was chosen is known only when the next token comes by: it may have been dropped.
        for (; _charged < state.BlockTokens && state.IsThinking; _charged++)
            _budget.Accept(Other, _charged < state.BlockTokens - 1 || Utf8Tail.IsComplete(state.ThinkingText));
        if (!state.IsThinking) Leave();
        return state.IsThinking && _budget.State == BlockState.Forcing ? BudgetDecision.CloseFor(StopReason.Limit) : BudgetDecision.Continue;
    }

    private void Begin(in ThinkingState state)
    {
        Leave();
        _blocks = state.Blocks;
        _charged = 0;
        _budget.Accept(Start, completesUtf8: true);
    }

    private void Leave()
    {
        if (_budget.State is not (BlockState.Idle or BlockState.Done)) _budget.Accept(End, completesUtf8: true);
    }
}
