using System.Text;
using EdgeReasoning.Budgets;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Core.Tests.Budgets;

/// <summary>The engine's loop around a budget, without an engine: a stream of tokens that the model would choose, and what the budget makes of it.</summary>
internal sealed class SimulatedTrace
{
    private readonly BudgetSession _session;
    private readonly BudgetContext _context;
    private readonly List<int> _tokens = [];
    private readonly List<bool> _forced = [];
    private readonly List<(int At, BudgetDecisionKind Kind, StopReason Reason)> _interventions = [];
    private readonly bool _startsInThinking;
    private int _probeLeft = -1, _probedAt;

    public SimulatedTrace(TokenBudget budget, BudgetContext context, bool startsInThinking = true)
    {
        _context = context;
        _session = new BudgetSession(budget, context);
        _startsInThinking = startsInThinking;
        View = Split();
    }

    public IReadOnlyList<int> Tokens => _tokens;

    public IReadOnlyList<(int At, BudgetDecisionKind Kind, StopReason Reason)> Interventions => _interventions;

    public StopReason? Stopped { get; private set; }

    public TraceView View { get; private set; }

    public BudgetDecision Last { get; private set; }

    public int Probes { get; private set; }

    /// <summary>Seconds of a step; the first token comes after one step.</summary>
    public double SecondsPerToken { get; init; } = 0.01;

    /// <summary>Seconds until the first token.</summary>
    public double Prefill { get; init; }

    /// <summary>The model's logits at every token.</summary>
    public float[] Logits { get; init; } = new float[SimulatedModel.Tokens.Length];

    /// <summary>What a probe would answer after so many thinking tokens.</summary>
    public Func<int, string> Answer { get; init; } = _ => "7";

    public double Elapsed => Prefill + (_tokens.Count * SecondsPerToken);

    /// <summary>Offers tokens until the trace stops or there are no more, which is the end of the reply.</summary>
    public SimulatedTrace Run(IEnumerable<int> stream)
    {
        foreach (int token in stream)
        {
            Offer(token);
            if (Stopped is not null) return this;
        }
        while (Stopped is null) Offer(SimulatedModel.EndOfReply);
        return this;
    }

    /// <summary>Offers one token.</summary>
    public BudgetDecision Offer(int token)
    {
        bool endsReply = token == SimulatedModel.EndOfReply;
        Last = _session.Observe(State(token, endsReply));
        bool thinking = View.IsThinking;
        if (Last.Kind == BudgetDecisionKind.Stop)
        {
            Stopped = Last.Reason;
        }
        else if (Last.Kind == BudgetDecisionKind.Close || (endsReply && thinking && Last.Kind != BudgetDecisionKind.Extend))
        {
            StopReason reason = Last.Kind == BudgetDecisionKind.Close ? Last.Reason : StopReason.Natural;
            if (_tokens.Count + _context.ClosingTokens >= _context.TotalLimit) Stopped = StopReason.Limit;
            else Force(SimulatedModel.Closing, BudgetDecisionKind.Close, reason);
        }
        else if (Last.Kind == BudgetDecisionKind.Extend)
        {
            Force(Encode(Last.Text!), BudgetDecisionKind.Extend, Last.Reason);
        }
        else if (endsReply)
        {
            Stopped = StopReason.Natural;
        }
        else
        {
            if (Last.Kind == BudgetDecisionKind.Probe && _probeLeft < 0) (_probeLeft, _probedAt) = (3, View.Charged);
            _tokens.Add(token);
            _forced.Add(false);
            View = Split();
            if (_tokens.Count == _context.TotalLimit) Stopped = StopReason.Limit;
        }
        if (_probeLeft >= 0 && --_probeLeft < 0 && View.IsThinking) Report();
        return Last;
    }

    private void Report()
    {
        Probes++;
        _session.ObserveProbe(new ProbeResult { ThinkingTokens = _probedAt, Text = Answer(_probedAt), LogProbabilities = [-0.2f, -0.01f, -0.01f] });
    }

    private void Force(int[] tokens, BudgetDecisionKind kind, StopReason reason)
    {
        _interventions.Add((_tokens.Count, kind, reason));
        _tokens.AddRange(tokens);
        _forced.AddRange(tokens.Select(_ => true));
        View = Split();
    }

    private ThinkingState State(int token, bool endsReply) => new()
    {
        IsThinking = View.IsThinking,
        ThinkingTokens = View.Charged,
        BlockTokens = View.BlockCharged,
        Blocks = View.Blocks,
        AnswerTokens = View.AnswerTokens,
        Tokens = _tokens.ToArray(),
        ThinkingText = View.Thinking,
        AnswerText = View.Answer,
        Next = token,
        NextText = SimulatedModel.Tokens[token],
        EndsThinking = View.IsThinking && (endsReply || token == _context.EndToken),
        Logits = Logits,
        EndToken = _context.EndToken,
        ElapsedSeconds = Elapsed,
        SecondsPerToken = _tokens.Count < 3 ? null : SecondsPerToken,
    };

    private TraceView Split() => TraceView.Of(_tokens, _forced, _startsInThinking);

    private static int[] Encode(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int whole = Array.FindIndex(SimulatedModel.Tokens, token => token.AsSpan().SequenceEqual(bytes));
        return whole >= 0 ? [whole] : [.. Enumerable.Repeat(3, bytes.Length)];
    }
}
