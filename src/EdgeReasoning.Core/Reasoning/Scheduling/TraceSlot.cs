using System.Text;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>A sequence with the trace that is being decoded in it. Its buffers are reused from trace to trace.</summary>
internal sealed class TraceSlot : Slot
{
    // Room for replies up to this is made when a trace begins; longer ones grow into theirs.
    private const int RoomAhead = 8192, BytesPerToken = 8, BeforeAnswer = -1;

    private readonly TextStream _thinkingText, _answerText;
    private readonly DraftLookup _drafts = new();
    private Sampler? _sampler;
    private Wave? _wave;
    private BudgetSession? _budget;
    private int _blockStart, _answerStart;
    private StopReason? _thinkingStop;
    private ulong _seed;
    private float _endBias;
    private AnswerGate? _gate;

    public TraceSlot()
    {
        _thinkingText = new TextStream(Phases.Thinking, ReasoningUpdateKind.Thinking);
        _answerText = new TextStream(Phases.Answer, ReasoningUpdateKind.Answer);
    }

    public PhaseSplitter Phases { get; } = new();

    public TokenLog Log { get; } = new();

    public override Wave Wave => _wave ?? throw new InvalidOperationException($"Sequence {Sequence} holds no trace.");

    public BudgetSession Budget => _budget ?? throw new InvalidOperationException($"Sequence {Sequence} holds no trace.");

    public SlotState State { get; set; }

    /// <summary>Whether it holds a prompt and no trace.</summary>
    public bool IsKept => State is SlotState.Kept or SlotState.Retired;

    /// <summary>Whether its prompt is being decoded for siblings too.</summary>
    public bool IsSource { get; set; }

    public int Index { get; private set; }

    /// <summary>Thinking tokens that the model chose itself.</summary>
    public int ChargedTokens { get; private set; }

    /// <summary>Whether its thinking was ended for it and nothing has been answered since.</summary>
    public bool OwesAnswer => _gate is null && Log.ForcedTokens > 0 && !Phases.IsThinking && !Phases.HasAnswered;

    /// <summary>Tokens decoded beside the trace for probes.</summary>
    public int ProbeTokens { get; set; }

    /// <summary>The probe that a meter asked for and that waits for a sequence.</summary>
    public ProbeOptions? WantedProbe { get; set; }

    /// <summary>The probe under way.</summary>
    public ProbeSlot? Probe { get; set; }

    public override int Pending => State == SlotState.Running ? Wave.Prompt.Tokens.Length + Log.Count - Fed : 0;

    public void Begin(Wave wave, int index, ulong seed, PhaseMarkers markers)
    {
        _wave = wave;
        _gate?.Dispose();
        _gate = wave.Prompt.OpenGate(Phases);
        _sampler = wave.Sampler.Fork(seed);
        _budget = new BudgetSession(wave.Prompt.Budget, wave.Context);
        _seed = seed;
        Index = index;
        IsSource = false;
        ChargedTokens = ProbeTokens = _blockStart = 0;
        _answerStart = BeforeAnswer;
        _thinkingStop = null;
        _endBias = 0;
        WantedProbe = null;
        _drafts.Reset();
        _thinkingText.Reset();
        _answerText.Reset();
        Phases.Reset(markers, wave.Prompt.StartsInThinking);
        int room = Math.Min(wave.Prompt.MaxTokens, RoomAhead);
        Log.Reset(room);
        Phases.Thinking.Reserve(room * BytesPerToken);
        Phases.Answer.Reserve(room * BytesPerToken);
    }

    public override void End()
    {
        base.End();
        State = SlotState.Free;
        Release();
        _wave = null;
    }

    /// <summary>Lets go of the trace, and keeps the wave for the sake of its prompt.</summary>
    public void Keep()
    {
        State = SlotState.Kept;
        Release();
    }

    public override int TokenAt(int position)
    {
        int[] prompt = Wave.Prompt.Tokens;
        int reply = position - prompt.Length;
        return reply < 0 ? prompt[position] : reply < Log.Count ? Log.Tokens[reply] : _drafts[reply - Log.Count];
    }

    /// <summary>Drafts what may come behind what is pending. Not beside a probe, whose trace should be no further on when it reports than it would be without drafts.</summary>
    /// <param name="most">Tokens of the draft at the most, from 1.</param>
    public void Draft(int most)
    {
        // The last token of a reply is never in memory, so that a draft needs no more of it than is reserved for the reply.
        int room = Wave.Prompt.MaxTokens - Log.Count - 1;
        if (Log.Count > 0 && room > 0 && Probe is null && WantedProbe is null) Drafted = _drafts.Draft(Wave.Prompt.Tokens, Log.Tokens, Math.Min(most, room));
    }

    /// <summary>Whether what was written last is what was drafted, and thus in memory already: the next row has the logits behind it.</summary>
    public bool TakeDrafted()
    {
        if (Drafted == 0 || Pending != 1 || WantedProbe is not null || Log.Tokens[^1] != _drafts[0]) return false;
        _drafts.Accept();
        Fed++;
        Drafted--;
        return true;
    }

    public SampledToken Sample(ReadOnlySpan<float> logits)
    {
        if (_gate is not null && !Phases.IsThinking) return _sampler!.Sample(logits, _gate);
        return _endBias != 0 && Wave.Context.EndToken is { } end && Phases.IsThinking ? _sampler!.Sample(logits, end, _endBias) : _sampler!.Sample(logits);
    }

    /// <summary>Whether a token would end the thinking and begin an answer in one, which a grammar cannot be asked about.</summary>
    public bool RunsIntoAnswer(ReadOnlySpan<byte> bytes) => _gate is not null && Phases.RunsIntoAnswer(bytes);

    /// <summary>Chooses again, and not the token that was chosen first.</summary>
    public SampledToken SampleOther(ReadOnlySpan<float> logits, int refused) => _sampler!.Sample(logits, refused, -1e9f);

    /// <summary>Asks the budget about a token that is not taken yet.</summary>
    public BudgetDecision Observe(in SampledToken sampled, ReadOnlySpan<byte> bytes, bool endsReply, ReadOnlySpan<float> logits, double elapsedSeconds)
    {
        BudgetDecision decision = Budget.Observe(new ThinkingState
        {
            IsThinking = Phases.IsThinking,
            ThinkingTokens = ChargedTokens,
            BlockTokens = ChargedTokens - _blockStart,
            Blocks = Phases.Blocks,
            AnswerTokens = _answerStart != BeforeAnswer ? Log.Count - _answerStart : Phases.Blocks == 0 ? Log.Count : 0,
            Tokens = Log.Tokens,
            ThinkingText = Phases.Thinking.Bytes,
            AnswerText = Phases.Answer.Bytes,
            Next = sampled.Token,
            NextText = bytes,
            EndsThinking = Phases.IsThinking && (endsReply || sampled.Token == Wave.Context.EndToken),
            Logits = logits,
            EndToken = Wave.Context.EndToken,
            Confidence = sampled.Confidence,
            ElapsedSeconds = elapsedSeconds,
            SecondsPerToken = Log.SecondsPerToken,
        });
        _endBias = decision.EndBias;
        return decision;
    }

    /// <summary>Takes a token that the model chose, with the bytes it stands for.</summary>
    public void Take(in SampledToken sampled, ReadOnlySpan<byte> bytes, TimeProvider time, long now)
    {
        bool thinking = Phases.IsThinking;
        int markers = Phases.MarkerTokens;
        Log.Add(sampled, time, now);
        if (!thinking) _gate?.Accept(sampled.Token);
        Phases.Add(bytes);
        // What turned out to be a marker is no thinking.
        if (thinking) ChargedTokens = Math.Max(0, ChargedTokens + 1 - (Phases.MarkerTokens - markers));
        NoteBorder(thinking, StopReason.Natural);
    }

    /// <summary>Writes tokens in the model's stead.</summary>
    public void Force(int[] tokens, InterventionKind kind, StopReason reason, IInferenceModel model)
    {
        bool thinking = Phases.IsThinking;
        Log.AddForced(tokens, kind, reason);
        foreach (int token in tokens)
        {
            _sampler!.Accept(token);
            Phases.Add(model.GetTokenBytes(token));
        }
        if (_gate is not null && !Phases.IsThinking && Phases.HasAnswered)
            throw new InvalidOperationException("The budget has written text into an answer that is held to a grammar. Have it end the thinking and no more.");
        NoteBorder(thinking, reason);
    }

    /// <summary>Streams the characters that have become whole since the last time.</summary>
    public void PublishText(bool final)
    {
        if (!Wave.Request.IsStreaming) return;
        _thinkingText.Publish(Wave.Request, Index, final);
        _answerText.Publish(Wave.Request, Index, final);
    }

    public Trace ToTrace(StopReason reason, ReasoningTiming timing)
    {
        Wave.Request.Gaps.AddRange(Log.Gaps);
        SamplingOptions sampling = Wave.Prompt.Sampling;
        return new Trace
        {
            Index = Index,
            Thinking = Encoding.UTF8.GetString(Phases.Thinking.Bytes).Trim(),
            Answer = Encoding.UTF8.GetString(Phases.Answer.Bytes).Trim(),
            Tokens = Log.Tokens.ToArray(),
            LogProbabilities = sampling.LogProbabilities ? Log.LogProbabilities() : null,
            Confidences = sampling.ConfidenceTopK > 0 ? Log.Confidences() : null,
            Usage = new TokenUsage(Wave.Prompt.Tokens.Length, Phases.ThinkingTokens, Phases.AnswerTokens, Phases.MarkerTokens, Log.ForcedTokens, ProbeTokens),
            Drafts = _drafts.Drafted > 0 ? new DraftUsage(_drafts.Drafted, _drafts.Accepted) : null,
            Timing = timing,
            StopReason = reason,
            ThinkingStop = _thinkingStop,
            Interventions = Log.Interventions,
            Seed = _seed,
        };
    }

    private void Release()
    {
        _gate?.Dispose();
        _gate = null;
        _sampler = null;
        _budget = null;
        WantedProbe = null;
        Row = -1;
        Chunk = Drafted = 0;
    }

    /// <summary>Where a thinking block has just ended or begun: why, and where the counts of the next phase start.</summary>
    private void NoteBorder(bool wasThinking, StopReason reason)
    {
        if (wasThinking == Phases.IsThinking) return;
        if (wasThinking)
        {
            if (_thinkingStop is null or StopReason.Natural) _thinkingStop = reason;
            if (_answerStart == BeforeAnswer) _answerStart = Log.Count;
        }
        else
        {
            _blockStart = ChargedTokens;
        }
    }
}
