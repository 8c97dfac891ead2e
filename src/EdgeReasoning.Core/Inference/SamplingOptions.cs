namespace EdgeReasoning.Inference;

/// <summary>How tokens are sampled from a model's logits.</summary>
/// <remarks>
/// <para>
/// The defaults, temperature 0.6 and top-p 0.95, are what DeepSeek-R1's model card recommends for its distillations and what the
/// EdgeReasoning paper (arXiv 2511.01866) measured with: lower ones make a reasoning model repeat itself.
/// </para>
/// <para>
/// Order: logit bias, repetition penalty, temperature, top-k, top-p, min-p, as in Hugging Face transformers and vLLM, with which
/// published settings were found. llama.cpp's own chain applies temperature last, so at the same numbers its top-p and min-p keep
/// more tokens below temperature 1 than this order does.
/// </para>
/// <para>Tokens of equal logits are ordered by their number: where a cut falls among them, the lower numbers stay.</para>
/// </remarks>
public sealed record SamplingOptions
{
    /// <summary>The longest <see cref="PenaltyWindow"/>, in tokens.</summary>
    public const int MaxPenaltyWindow = 1 << 20;

    /// <summary>What logits are divided by: finite, at least 0. 0 takes the most likely token always, and no random number. Default 0.6.</summary>
    public float Temperature { get; init; } = 0.6f;

    /// <summary>Keeps that many of the most likely tokens. 0, the default, keeps all.</summary>
    public int TopK { get; init; }

    /// <summary>Keeps the fewest most likely tokens whose probabilities add up to at least this share: above 0, at most 1. 1 keeps all. Default 0.95.</summary>
    public float TopP { get; init; } = 0.95f;

    /// <summary>Keeps tokens at least that many times as likely as the most likely one: at least 0, below 1. 0, the default, keeps all.</summary>
    public float MinP { get; init; }

    /// <summary>
    /// Divides positive logits of recent tokens, and multiplies negative ones, by this number (Keskar et al., CTRL, arXiv 1909.05858):
    /// finite, above 0. 1, the default, changes nothing; above 1 makes repetition less likely.
    /// </summary>
    public float RepetitionPenalty { get; init; } = 1f;

    /// <summary>How many of the last tokens, those of the prompt included, the penalty looks at: from 1 to <see cref="MaxPenaltyWindow"/>. Default 64.</summary>
    public int PenaltyWindow { get; init; } = 64;

    /// <summary>Added to the logits of single tokens: finite, or negative infinity to forbid the token. Null, the default, adds nothing.</summary>
    public IReadOnlyDictionary<int, float>? LogitBias { get; init; }

    /// <summary>Whether each token comes with its log-probability. Default false.</summary>
    public bool LogProbabilities { get; init; }

    /// <summary>
    /// Of how many of the most likely tokens <see cref="SampledToken.Confidence"/> is the mean negative log-probability
    /// (token confidence of DeepConf, arXiv 2508.15260, which takes 20). 0, the default, leaves it out.
    /// </summary>
    public int ConfidenceTopK { get; init; }

    /// <summary>Checks every setting against its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of range; the message names it, its value and its range.</exception>
    public void Validate()
    {
        Require(float.IsFinite(Temperature) && Temperature >= 0, nameof(Temperature), Temperature, "a finite number, at least 0; 0 is greedy");
        Require(TopK >= 0, nameof(TopK), TopK, "at least 0; 0 keeps all tokens");
        Require(TopP is > 0 and <= 1, nameof(TopP), TopP, "above 0 and at most 1; 1 keeps all tokens");
        Require(MinP is >= 0 and < 1, nameof(MinP), MinP, "at least 0 and below 1; 0 keeps all tokens");
        Require(float.IsFinite(RepetitionPenalty) && RepetitionPenalty > 0, nameof(RepetitionPenalty), RepetitionPenalty, "a finite number above 0; 1 changes nothing");
        Require(PenaltyWindow is >= 1 and <= MaxPenaltyWindow, nameof(PenaltyWindow), PenaltyWindow, $"from 1 to {MaxPenaltyWindow} tokens; to switch the penalty off, set {nameof(RepetitionPenalty)} to 1");
        Require(ConfidenceTopK >= 0, nameof(ConfidenceTopK), ConfidenceTopK, "at least 0; 0 leaves it out");
        if (LogitBias is null) return;
        foreach ((int token, float bias) in LogitBias)
        {
            Require(token >= 0, nameof(LogitBias), token, "of tokens numbered from 0");
            Require(float.IsFinite(bias) || float.IsNegativeInfinity(bias), nameof(LogitBias), bias, $"finite, or negative infinity to forbid token {token}");
        }
    }

    private static void Require(bool holds, string name, object value, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} is {value}; it must be {range}."));
    }
}
