using System.Text;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>A fork of a trace that is led to its answer, to see which that would be.</summary>
internal sealed class ProbeSlot : Slot
{
    private readonly List<int> _tokens = [];
    private readonly List<float> _logProbabilities = [];
    private readonly ByteBuffer _text = new();
    private TraceSlot? _source;
    private int _origin, _forced, _thinkingTokens, _depth;
    private ProbeOptions _options = ProbeOptions.Default;

    public TraceSlot Source => _source ?? throw new InvalidOperationException($"Sequence {Sequence} holds no probe.");

    public override Wave Wave => Source.Wave;

    public override int Pending => _origin + _tokens.Count - Fed;

    /// <summary>Tokens that a probe of a trace takes at the most, those that the trace has not decoded yet included.</summary>
    public static int CellsFor(TraceSlot source, ProbeOptions options) =>
        source.Pending + (options.ClosesThinking ? source.Wave.Prompt.Closing.Length : 0) + source.Wave.Prompt.Encode(options.LeadIn).Length + options.MaxTokens;

    /// <summary>Begins where the source stands; the sequence has been forked from it.</summary>
    public void Begin(TraceSlot source, ProbeOptions options)
    {
        CompiledPrompt prompt = source.Wave.Prompt;
        _source = source;
        _options = options;
        _thinkingTokens = source.ChargedTokens;
        _origin = Fed = source.Fed;
        _depth = 0;
        _text.Clear();
        _tokens.Clear();
        _logProbabilities.Clear();
        for (int i = source.Fed, end = source.Fed + source.Pending; i < end; i++) _tokens.Add(source.TokenAt(i));
        int own = _tokens.Count;
        if (options.ClosesThinking) _tokens.AddRange(prompt.Closing);
        _tokens.AddRange(prompt.Encode(options.LeadIn));
        _forced = _tokens.Count;
        source.ProbeTokens += _forced - own;
    }

    public override int TokenAt(int position) => _tokens[position - _origin];

    /// <summary>Takes the next token of the answer.</summary>
    /// <returns>Whether the answer is complete.</returns>
    public bool Take(in SampledToken sampled, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            _depth += b switch { (byte)'{' => 1, (byte)'}' => -1, _ => 0 };
            if (_depth < 0) break;
            _text.Append(b);
        }
        _tokens.Add(sampled.Token);
        _logProbabilities.Add(sampled.LogProbability ?? float.NaN);
        Source.ProbeTokens++;
        return _depth < 0 || _tokens.Count - _forced == _options.MaxTokens;
    }

    /// <summary>Tells the source's budget what came of it.</summary>
    public void Report() => Source.Budget.ObserveProbe(new ProbeResult
    {
        ThinkingTokens = _thinkingTokens,
        Text = Encoding.UTF8.GetString(_text.Bytes),
        LogProbabilities = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_logProbabilities),
    });

    public override void End()
    {
        base.End();
        if (_source is not null) _source.Probe = null;
        _source = null;
    }
}
