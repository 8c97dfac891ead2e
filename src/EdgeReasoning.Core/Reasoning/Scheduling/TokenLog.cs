using EdgeReasoning.Inference;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>The tokens of one trace with what was measured of each. Its buffers are reused from trace to trace.</summary>
internal sealed class TokenLog
{
    private const double PaceWeight = 0.1;

    private readonly List<Intervention> _interventions = [];
    private int[] _tokens = [];
    private double[] _gaps = [];
    private float[] _logProbabilities = [];
    private float[] _confidences = [];
    private int _gapCount;
    private double _pace;

    public int Count { get; private set; }

    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Count);

    /// <summary>Seconds from one chosen token to the next.</summary>
    public ReadOnlySpan<double> Gaps => _gaps.AsSpan(0, _gapCount);

    /// <summary>Seconds per token of late; null before there are two gaps.</summary>
    public double? SecondsPerToken => _gapCount > 1 ? _pace : null;

    public long? FirstTokenAt { get; private set; }

    public long LastTokenAt { get; private set; }

    public int ForcedTokens { get; private set; }

    public IReadOnlyList<Intervention> Interventions => [.. _interventions];

    /// <summary>Starts over, with room for some tokens.</summary>
    public void Reset(int room)
    {
        Count = _gapCount = ForcedTokens = 0;
        FirstTokenAt = null;
        _interventions.Clear();
        if (_tokens.Length < room) Resize(room);
    }

    /// <summary>Takes a token that the model chose.</summary>
    public void Add(in SampledToken sampled, TimeProvider time, long now)
    {
        Append(sampled.Token, sampled.LogProbability, sampled.Confidence);
        if (FirstTokenAt is null)
        {
            FirstTokenAt = now;
        }
        else
        {
            double gap = time.GetElapsedTime(LastTokenAt, now).TotalSeconds;
            // The first gap holds the wait for siblings and prompts, so that the pace starts with the second.
            _pace = _gapCount < 2 ? gap : _pace + PaceWeight * (gap - _pace);
            _gaps[_gapCount++] = gap;
        }
        LastTokenAt = now;
    }

    /// <summary>Takes tokens that were written in the model's stead.</summary>
    public void AddForced(ReadOnlySpan<int> tokens, InterventionKind kind, StopReason reason)
    {
        _interventions.Add(new Intervention(Count, tokens.Length, kind, reason));
        foreach (int token in tokens) Append(token, float.NaN, float.NaN);
        ForcedTokens += tokens.Length;
    }

    public float[] LogProbabilities() => _logProbabilities.AsSpan(0, Count).ToArray();

    public float[] Confidences() => _confidences.AsSpan(0, Count).ToArray();

    private void Append(int token, float? logProbability, float? confidence)
    {
        if (Count == _tokens.Length) Resize(2 * Count);
        _tokens[Count] = token;
        if (logProbability is { } p) Set(ref _logProbabilities, p);
        if (confidence is { } c) Set(ref _confidences, c);
        Count++;
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
}
