namespace EdgeReasoning.Budgets;

/// <summary>All meters of one trace, and the hard limits, as one: what the engine asks at every token.</summary>
/// <remarks>
/// <see cref="BudgetDecisionKind.Stop"/> beats Close beats Probe beats Extend beats Continue; of equal kinds the first reason in the order
/// of <see cref="Traces.StopReason"/>, of extensions the first text in ordinal order, of biases the largest. So the order of the
/// policies makes no difference. Every meter sees every token, whoever wins. Nothing is allocated per token.
/// </remarks>
internal sealed class BudgetSession
{
    private readonly BudgetMeter[] _meters;
    private readonly bool[] _wantsProbe;
    private readonly HardLimits _limits;
    private BudgetDecision _postponed;

    /// <summary>Starts the meters of one trace.</summary>
    /// <param name="budget">The policies.</param>
    /// <param name="context">What they may know; its limits hold in any case.</param>
    public BudgetSession(TokenBudget budget, BudgetContext context)
    {
        _meters = [.. budget.Policies.Select(policy => policy.Start(context)).Where(meter => meter != BudgetMeter.Idle)];
        _wantsProbe = new bool[_meters.Length];
        _limits = new HardLimits(context);
    }

    /// <summary>What to do at one token. Close, Extend and Probe are returned only where they have an effect and fit into the limits.</summary>
    public BudgetDecision Observe(in ThinkingState state)
    {
        BudgetDecision limit = _limits.Observe(state);
        BudgetDecision winner = Stronger(limit, _postponed);
        _postponed = default;
        float bias = 0;
        for (int i = 0; i < _meters.Length; i++)
        {
            BudgetDecision decision = _meters[i].Observe(in state);
            _wantsProbe[i] |= decision.Kind == BudgetDecisionKind.Probe;
            if (decision.EndBias != 0) bias = bias == 0 ? decision.EndBias : Math.Max(bias, decision.EndBias);
            if (IsPossible(decision, state)) winner = Stronger(winner, decision);
        }
        if (winner.Kind == BudgetDecisionKind.Close) winner = Close(winner, limit, state);
        _limits.Decided(winner);
        return winner.Kind is BudgetDecisionKind.Continue or BudgetDecisionKind.Probe ? winner.WithBias(bias) : winner;
    }

    /// <summary>Hands the outcome of a probe to the meters that have asked for one since the last.</summary>
    public void ObserveProbe(in ProbeResult result)
    {
        for (int i = 0; i < _meters.Length; i++)
        {
            if (!_wantsProbe[i]) continue;
            _wantsProbe[i] = false;
            _meters[i].ObserveProbe(in result);
        }
    }

    private bool IsPossible(in BudgetDecision decision, in ThinkingState state) => decision.Kind switch
    {
        BudgetDecisionKind.Close => state.IsThinking,
        BudgetDecisionKind.Probe => state.IsThinking && !state.EndsThinking,
        BudgetDecisionKind.Extend => state.EndsThinking && _limits.LeavesRoomFor(decision.Text!, state),
        _ => true,
    };

    private BudgetDecision Close(in BudgetDecision close, in BudgetDecision limit, in ThinkingState state)
    {
        // The model's own end is as good, and it beats an extension as the closing would have.
        if (state.EndsThinking || !_limits.LeavesAnswer(state)) return BudgetDecision.Continue;
        bool insideCodePoint = state.NextText is [var next, ..] && Utf8Tail.IsContinuation(next) && !Utf8Tail.IsComplete(state.ThinkingText);
        if (!insideCodePoint || limit.Kind == BudgetDecisionKind.Close) return close;
        _postponed = close;
        return BudgetDecision.Continue;
    }

    private static BudgetDecision Stronger(in BudgetDecision a, in BudgetDecision b)
    {
        if (a.Kind != b.Kind) return a.Kind > b.Kind ? a : b;
        if (a.Kind == BudgetDecisionKind.Extend) return string.CompareOrdinal(a.Text, b.Text) <= 0 ? a : b;
        return a.Reason <= b.Reason ? a : b;
    }
}
