using EdgeReasoning.Traces;
using System.Text;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>One sequence of the context with the trace that is being decoded in it. Its buffers are reused from trace to trace.</summary>
internal sealed class TraceSlot(int sequence)
{
    // Room for replies up to this is made when a trace begins; longer ones grow into theirs.
    private const int RoomAhead = 8192, BytesPerToken = 8;

    private int[] _tokens = [];
    private double[] _gaps = [];
    private float[] _logProbabilities = [];
    private float[] _confidences = [];
    private readonly Decoder _thinkingText = Encoding.UTF8.GetDecoder();
    private readonly Decoder _answerText = Encoding.UTF8.GetDecoder();
    private int _thinkingPublished, _answerPublished;
    private Sampler? _sampler;
    private Job? _job;

    public int Sequence { get; } = sequence;

    public PhaseSplitter Phases { get; } = new();

    public Job Job => _job ?? throw new InvalidOperationException($"Slot {Sequence} holds no trace.");

    public SlotState State { get; set; }

    /// <summary>A number that grows from trace to trace: who came first.</summary>
    public long Launch { get; set; }

    /// <summary>Tokens of the prompt that are in memory.</summary>
    public int Prefilled { get; set; }

    /// <summary>Tokens generated so far.</summary>
    public int Count { get; private set; }

    public long? FirstTokenAt { get; private set; }

    public long LastTokenAt { get; private set; }

    /// <summary>The token to decode next.</summary>
    public int LastToken => _tokens[Count - 1];

    /// <summary>The row of the batch whose logits this trace waits for, or −1.</summary>
    public int Row { get; set; } = -1;

    /// <summary>Cells that this trace keeps reserved for the prompt, on behalf of all that share it.</summary>
    public int PromptCells { get; set; }

    /// <summary>Prompt tokens in the batch.</summary>
    public int Chunk { get; set; }

    private int Index { get; set; }

    private ulong Seed { get; set; }

    public void Begin(Job job, int index, Sampler sampler, ulong seed, PhaseMarkers markers)
    {
        _job = job;
        _sampler = sampler;
        Index = index;
        Seed = seed;
        Count = 0;
        FirstTokenAt = null;
        _thinkingPublished = _answerPublished = 0;
        _thinkingText.Reset();
        _answerText.Reset();
        Phases.Reset(markers, job.StartsInThinking);
        int room = Math.Min(job.MaxTokens, RoomAhead);
        if (_tokens.Length < room) Resize(room);
        Phases.Thinking.Reserve(room * BytesPerToken);
        Phases.Answer.Reserve(room * BytesPerToken);
    }

    public void End()
    {
        _job = null;
        _sampler = null;
        State = SlotState.Free;
        Row = -1;
        Chunk = 0;
        PromptCells = 0;
    }

    public SampledToken Sample(ReadOnlySpan<float> logits) => _sampler!.Sample(logits);

    /// <summary>Takes a sampled token with the bytes it stands for.</summary>
    public void Take(in SampledToken sampled, ReadOnlySpan<byte> bytes, double secondsSinceLast, long now)
    {
        if (Count == _tokens.Length) Resize(2 * Count);
        _tokens[Count] = sampled.Token;
        if (Count > 0) _gaps[Count - 1] = secondsSinceLast;
        if (sampled.LogProbability is { } logProbability) Set(ref _logProbabilities, logProbability);
        if (sampled.Confidence is { } confidence) Set(ref _confidences, confidence);
        FirstTokenAt ??= now;
        LastTokenAt = now;
        Count++;
        Phases.Add(bytes);
    }

    /// <summary>Streams the characters that have become whole since the last time.</summary>
    public void PublishText(bool final)
    {
        if (!Job.IsStreaming) return;
        Publish(_thinkingText, Phases.Thinking, ref _thinkingPublished, ReasoningUpdateKind.Thinking, final);
        Publish(_answerText, Phases.Answer, ref _answerPublished, ReasoningUpdateKind.Answer, final);
    }

    public Trace ToTrace(StopReason reason, Func<InterTokenLatency?, ReasoningTiming> timing)
    {
        ReadOnlySpan<double> gaps = _gaps.AsSpan(0, Math.Max(0, Count - 1));
        Job.Gaps.AddRange(gaps);
        SamplingOptions sampling = Job.Options.Sampling;
        return new Trace
        {
            Index = Index,
            Thinking = Encoding.UTF8.GetString(Phases.Thinking.Bytes).Trim(),
            Answer = Encoding.UTF8.GetString(Phases.Answer.Bytes).Trim(),
            Tokens = _tokens.AsSpan(0, Count).ToArray(),
            LogProbabilities = sampling.LogProbabilities ? _logProbabilities.AsSpan(0, Count).ToArray() : null,
            Confidences = sampling.ConfidenceTopK > 0 ? _confidences.AsSpan(0, Count).ToArray() : null,
            Usage = new TokenUsage(Job.Prompt.Length, Phases.ThinkingTokens, Phases.AnswerTokens, Phases.MarkerTokens, ForcedTokens: 0, ProbeTokens: 0),
            Timing = timing(InterTokenLatency.Summarize(gaps)),
            StopReason = reason,
            Seed = Seed,
        };
    }

    private void Resize(int tokens)
    {
        Array.Resize(ref _tokens, tokens);
        Array.Resize(ref _gaps, tokens);
    }

    private void Set(ref float[] values, float value)
    {
        if (values.Length <= Count) Array.Resize(ref values, _tokens.Length);
        values[Count] = value;
    }

    private void Publish(Decoder decoder, ByteBuffer buffer, ref int published, ReasoningUpdateKind kind, bool final)
    {
        ReadOnlySpan<byte> bytes = buffer.Bytes[published..];
        if (bytes.IsEmpty && !final) return;
        published = buffer.Length;
        Span<char> characters = bytes.Length < 256 ? stackalloc char[bytes.Length + 4] : new char[bytes.Length + 4];
        int count = decoder.GetChars(bytes, characters, flush: final);
        if (count > 0) Job.Publish(new ReasoningUpdate { Kind = kind, TraceIndex = Index, Text = new string(characters[..count]) });
    }
}
