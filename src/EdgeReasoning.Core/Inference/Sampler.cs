using EdgeReasoning.Inference.Sampling;

namespace EdgeReasoning.Inference;

/// <summary>Picks the tokens of one trace from the model's logits.</summary>
/// <remarks>
/// <para>
/// The order of its steps is in <see cref="SamplingOptions"/>. The same options, seed and logits give the same tokens on the same
/// machine, in every version of .NET. A token drawn takes one random number, also where only one is left to draw; a greedy one none.
/// </para>
/// <para>
/// Where logits are +∞, those tokens share the probability evenly. Nothing is allocated after construction.
/// Not thread-safe: the thread that owns the workspace samples.
/// </para>
/// </remarks>
public sealed class Sampler
{
    private readonly SamplingOptions _options;
    private readonly SamplerWorkspace _workspace;
    private readonly LogitAdjustment _adjustment;
    private Xoshiro256 _random;

    /// <summary>Makes the sampler of one trace.</summary>
    /// <param name="options">How to sample.</param>
    /// <param name="vocabularySize">Tokens of the model's vocabulary, at least 1.</param>
    /// <param name="seed">Of its random numbers.</param>
    /// <param name="workspace">Scratch memory that it shares with other samplers of the same thread.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option, or a token of the logit bias, is out of range, or <paramref name="vocabularySize"/> is below 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="workspace"/> is for a smaller vocabulary.</exception>
    public Sampler(SamplingOptions options, int vocabularySize, ulong seed, SamplerWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabularySize, 1);
        options.Validate();
        if (workspace.VocabularySize < vocabularySize)
            throw new ArgumentException($"The workspace is for {workspace.VocabularySize} tokens; the vocabulary has {vocabularySize}. Make it with the largest vocabulary it is to serve.", nameof(workspace));
        VocabularySize = vocabularySize;
        _options = options;
        _workspace = workspace;
        _adjustment = new LogitAdjustment(options, vocabularySize);
        _random = new Xoshiro256(seed);
    }

    private Sampler(Sampler other, ulong seed)
    {
        VocabularySize = other.VocabularySize;
        _options = other._options;
        _workspace = other._workspace;
        _adjustment = other._adjustment.Clone();
        _random = new Xoshiro256(seed);
    }

    /// <summary>Tokens of the model's vocabulary.</summary>
    public int VocabularySize { get; }

    /// <summary>A sampler for a fork of the trace: the same options and history, random numbers of its own, and independent from here on.</summary>
    /// <param name="seed">Of the fork's random numbers.</param>
    public Sampler Fork(ulong seed) => new(this, seed);

    /// <summary>Records a token that was not sampled, such as one of the prompt or a forced one, for the repetition penalty.</summary>
    /// <param name="token">The token.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="token"/> is not in the vocabulary.</exception>
    public void Accept(int token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, VocabularySize);
        _adjustment.Remember(token);
    }

    /// <summary>Picks the next token, and records it for the repetition penalty.</summary>
    /// <param name="logits">The model's logits, one per token of the vocabulary; left as they are.</param>
    /// <exception cref="ArgumentException">There are not as many logits as tokens.</exception>
    /// <exception cref="InvalidOperationException">A logit is NaN, or all are -∞, after the bias. The sampler stays as it was.</exception>
    public SampledToken Sample(ReadOnlySpan<float> logits) => Sample(logits, 0, 0);

    /// <summary>Picks the next token with one token made more or less likely, and records it for the repetition penalty.</summary>
    /// <param name="logits">The model's logits, one per token of the vocabulary; left as they are.</param>
    /// <param name="biasedToken">The token, from 0 to the size of the vocabulary, exclusive.</param>
    /// <param name="bias">What is added to its logit this time, beside the options' own bias; finite.</param>
    /// <exception cref="ArgumentException">There are not as many logits as tokens.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    /// <exception cref="InvalidOperationException">A logit is NaN, or all are -∞, after the bias. The sampler stays as it was.</exception>
    public SampledToken Sample(ReadOnlySpan<float> logits, int biasedToken, float bias)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(biasedToken);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(biasedToken, VocabularySize);
        RequireOnePerToken(logits);

        ReadOnlySpan<float> adjusted = _adjustment.Apply(logits, biasedToken, bias, _workspace.Logits);
        ScannedLogits scanned = ScannedLogits.Scan(adjusted, _workspace);
        return Finish(Pick(scanned), logits, adjusted, scanned);
    }

    /// <summary>Picks the next token among those that a grammar allows, and records it for the repetition penalty.</summary>
    /// <param name="logits">The model's logits, one per token of the vocabulary; left as they are.</param>
    /// <param name="grammar">The grammar, of the same vocabulary; left as it is.</param>
    /// <remarks>
    /// A token is picked as without a grammar first, and stays where it is allowed; only where it is not are all others looked at, and one picked among the allowed
    /// ones, with a second random number. Likelihoods are of the model's own logits.
    /// </remarks>
    /// <exception cref="ArgumentException">There are not as many logits as tokens.</exception>
    /// <exception cref="InvalidOperationException">A logit is NaN, or all are -∞, after the bias and the grammar. The sampler's history stays as it was.</exception>
    public SampledToken Sample(ReadOnlySpan<float> logits, ITokenGrammar grammar)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        RequireOnePerToken(logits);

        ReadOnlySpan<float> adjusted = _adjustment.Apply(logits, 0, 0, _workspace.Logits);
        ScannedLogits scanned = ScannedLogits.Scan(adjusted, _workspace);
        int token = Pick(scanned);
        if (grammar.Allows(token)) return Finish(token, logits, adjusted, scanned);

        Span<float> masked = _workspace.Logits.AsSpan(0, VocabularySize);
        // What the scan has made of +∞ is no logit any more, so that the adjustment is worked out again.
        adjusted = _adjustment.Apply(logits, 0, 0, masked);
        if (adjusted != masked) adjusted.CopyTo(masked);
        grammar.Mask(masked);
        scanned = ScannedLogits.Scan(masked, _workspace);
        if (float.IsNegativeInfinity(scanned.Largest))
            throw new InvalidOperationException($"The grammar allows none of the {VocabularySize} tokens here, counting those that the logits or the bias rule out.");
        return Finish(Pick(scanned), logits, masked, scanned);
    }

    private SampledToken Finish(int token, ReadOnlySpan<float> logits, ReadOnlySpan<float> adjusted, ScannedLogits scanned)
    {
        _adjustment.Remember(token);
        if (!_options.LogProbabilities && _options.ConfidenceTopK == 0) return new SampledToken(token);

        if (adjusted != logits) scanned = ScannedLogits.Scan(logits, _workspace);
        return Likelihood.Measure(token, scanned, _options, _workspace);
    }

    private void RequireOnePerToken(ReadOnlySpan<float> logits)
    {
        if (logits.Length != VocabularySize)
            throw new ArgumentException($"There are {logits.Length} logits for a vocabulary of {VocabularySize} tokens.", nameof(logits));
    }

    private int Pick(ScannedLogits logits)
    {
        if (float.IsNegativeInfinity(logits.Largest))
            throw new InvalidOperationException($"No token can be sampled: the logits of all {VocabularySize} tokens are -∞, counting those that the logit bias forbids.");
        return _options.Temperature == 0
            ? _workspace.Blocks.First(logits)
            : new Draw(_options, _workspace, logits).At(_random.NextDouble());
    }
}
