namespace EdgeReasoning.Inference.Sampling;

/// <summary>Logit bias and repetition penalty of one trace, with the tokens that the penalty remembers.</summary>
internal sealed class LogitAdjustment
{
    private readonly Dictionary<int, float> _bias;
    private readonly float _penalty;
    private readonly int[] _recent;   // a ring, written at _written modulo its length
    private int _written;

    public LogitAdjustment(SamplingOptions options, int vocabularySize)
    {
        _bias = options.LogitBias is { } bias ? new Dictionary<int, float>(bias) : [];
        foreach (int token in _bias.Keys)
        {
            if (token >= vocabularySize)
                throw new ArgumentOutOfRangeException(nameof(options), token, $"{nameof(SamplingOptions.LogitBias)} has token {token}, but the vocabulary has {vocabularySize} tokens, numbered from 0.");
        }
        _penalty = options.RepetitionPenalty;
        _recent = _penalty == 1f ? [] : new int[options.PenaltyWindow];
    }

    private LogitAdjustment(LogitAdjustment other)
    {
        _bias = other._bias;
        _penalty = other._penalty;
        _recent = [.. other._recent];
        _written = other._written;
    }

    private ReadOnlySpan<int> Recent => _recent.AsSpan(0, Math.Min(_written, _recent.Length));

    public LogitAdjustment Clone() => new(this);

    public void Remember(int token)
    {
        if (_recent.Length == 0) return;
        _recent[_written % _recent.Length] = token;
        // Kept from overflowing: a full ring stays full.
        _written = _written == 2 * _recent.Length - 1 ? _recent.Length : _written + 1;
    }

    /// <summary>The logits to sample from: those of the model where nothing is to be changed, a changed copy in <paramref name="copy"/> otherwise.</summary>
    public ReadOnlySpan<float> Apply(ReadOnlySpan<float> logits, int biasedToken, float onceBias, Span<float> copy)
    {
        if (_bias.Count == 0 && Recent.IsEmpty && onceBias == 0) return logits;
        Span<float> adjusted = copy[..logits.Length];
        logits.CopyTo(adjusted);
        foreach ((int token, float bias) in _bias) adjusted[token] = Biased(logits[token], bias);
        // Each from the model's logit again, as a token that occurs twice is penalised once.
        foreach (int token in Recent)
        {
            float logit = _bias.TryGetValue(token, out float bias) ? Biased(logits[token], bias) : logits[token];
            adjusted[token] = logit > 0 ? logit / _penalty : logit * _penalty;
        }
        adjusted[biasedToken] = Biased(adjusted[biasedToken], onceBias);
        return adjusted;
    }

    // A forbidden token stays forbidden where the model says +∞, and NaN stays the error it is.
    private static float Biased(float logit, float bias) =>
        float.IsNegativeInfinity(bias) && !float.IsNaN(logit) ? float.NegativeInfinity : logit + bias;
}
