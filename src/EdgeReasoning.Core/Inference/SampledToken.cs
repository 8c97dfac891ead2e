namespace EdgeReasoning.Inference;

/// <summary>The token a <see cref="Sampler"/> picked, with what it was asked to tell about the model's certainty. Not asked for is null.</summary>
/// <param name="Token">The token.</param>
/// <param name="LogProbability">
/// Natural logarithm of the probability that the model itself gave the token: of its raw logits at temperature 1, before bias,
/// penalty and truncation. At most 0. Null unless <see cref="SamplingOptions.LogProbabilities"/> is set.
/// </param>
/// <param name="Confidence">
/// Mean negative log-probability of the model's most likely tokens; larger means more certain. Null unless
/// <see cref="SamplingOptions.ConfidenceTopK"/> is set.
/// </param>
public readonly record struct SampledToken(int Token, float? LogProbability = null, float? Confidence = null);
