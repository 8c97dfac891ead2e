using EdgeReasoning.Traces;

namespace EdgeReasoning.Budgets;

/// <summary>All meters of one trace, and the hard limits, as one: what the engine asks at every token.</summary>
/// <remarks>
/// <see cref="BudgetDecisionKind.Stop"/> beats Close beats Probe beats Extend beats Continue; of equal kinds the first reason in the order
/// of <see cref="StopReason"/>, of extensions and probes the first text in ordinal order, of biases the largest. So the order of the
/// policies makes no difference. Every meter sees every token, whoever wins. Nothing is allocated per token.
/// </remarks>
internal sealed class BudgetSession
{
    private readonly BudgetMeter[] _meters;
    private readonly ProbeOptions?[] _wishes;
    private readonly bool[] _waits;
    private readonly HardLimits _limits;
    private ProbeOptions? _underWay;
    private BudgetDecision _postponed;

    /// <summary>Starts the meters of one trace.</summary>
    /// <param name="budget">The policies.</param>
    /// <param name="context">What they may know; its limits hold in any case.</param>
    public BudgetSession(TokenBudget budget, BudgetContext context)
    {
        _meters = [.. budget.Policies.Select(policy => policy.Start(context)).Where(meter => meter != BudgetMeter.Idle)];
        _wishes = new ProbeOptions?[_meters.Length];
        _waits = new bool[_meters.Length];
        _limits = new HardLimits(context);
    }

    /// <summary>What to do at one token. Close, Extend and Probe are returned only where they have an effect and fit into the limits.</summary>
    public BudgetDecision Observe(in ThinkingState state)
    {
        if (!state.IsThinking) _underWay = null;
        BudgetDecision limit = _limits.Observe(state);
        BudgetDecision winner = Stronger(limit, _postponed);
        _postponed = default;
        float bias = 0;
        for (int i = 0; i < _meters.Length; i++)
        {
            BudgetDecision decision = _meters[i].Observe(in state);
            _wishes[i] = decision.ProbeOptions;
            if (decision.EndBias != 0) bias = bias == 0 ? decision.EndBias : Math.Max(bias, decision.EndBias);
            if (IsPossible(decision, state)) winner = Stronger(winner, decision);
        }
        switch (winner.Kind)
        {
            case BudgetDecisionKind.Close:
                winner = Close(winner, limit, state);
                break;
            case BudgetDecisionKind.Probe:
                Await(winner.ProbeOptions!);
                break;
        }
        return winner.Kind is BudgetDecisionKind.Continue or BudgetDecisionKind.Probe ? winner.WithBias(bias) : winner;
    }

    /// <summary>Hands the outcome of a probe to the meters that have asked for it.</summary>
    public void ObserveProbe(in ProbeResult result)
    {
        _underWay = null;
        for (int i = 0; i < _meters.Length; i++)
        {
            if (!_waits[i]) continue;
            _waits[i] = false;
            _meters[i].ObserveProbe(in result);
        }
    }

    private bool IsPossible(in BudgetDecision decision, in ThinkingState state) => decision.Kind switch
    {
        BudgetDecisionKind.Close => state.IsThinking,
        BudgetDecisionKind.Probe => state.IsThinking && !state.EndsThinking && (_underWay is null || _underWay == decision.ProbeOptions),
        BudgetDecisionKind.Extend => state.EndsThinking && _limits.LeavesRoomFor(decision.Text!, state),
        _ => true,
    };

    private void Await(ProbeOptions probe)
    {
        _underWay = probe;
        for (int i = 0; i < _wishes.Length; i++) _waits[i] |= _wishes[i] == probe;
    }

    private BudgetDecision Close(in BudgetDecision close, in BudgetDecision limit, in ThinkingState state)
    {
        // The model's own end is as good, and it beats an extension as the closing would have.
        if (state.EndsThinking) return BudgetDecision.Continue;
        if (!_limits.LeavesAnswer(state)) return _limits.AllowThinking(state) ? BudgetDecision.Continue : BudgetDecision.StopFor(StopReason.Limit);
        bool insideCodePoint = state.NextText is [var next, ..] && Utf8Tail.IsContinuation(next) && !Utf8Tail.IsComplete(state.ThinkingText);
        if (!insideCodePoint || limit.Kind == BudgetDecisionKind.Close) return close;
        _postponed = close;
        return BudgetDecision.Continue;
    }

    private static BudgetDecision Stronger(in BudgetDecision a, in BudgetDecision b)
    {
        if (a.Kind != b.Kind) return a.Kind > b.Kind ? a : b;
        return a.Kind switch
        {
            BudgetDecisionKind.Extend => string.CompareOrdinal(a.Text, b.Text) <= 0 ? a : b,
            BudgetDecisionKind.Probe => Compare(a.ProbeOptions!, b.ProbeOptions!) <= 0 ? a : b,
            _ => a.Reason <= b.Reason ? a : b,
        };
    }

    private static int Compare(ProbeOptions a, ProbeOptions b)
    {
        int order = string.CompareOrdinal(a.LeadIn, b.LeadIn);
        if (order == 0) order = a.ClosesThinking.CompareTo(b.ClosesThinking);
        return order != 0 ? order : a.MaxTokens.CompareTo(b.MaxTokens);
    }
}
