using System.Text.Json.Serialization;

namespace EdgeReasoning.Performance;

/// <summary>Seconds from a prompt to its first token, for one request alone on the device.</summary>
/// <remarks>Kernels work in tiles, so latency is a staircase: tokens are rounded up to <see cref="PadToTokens"/> before the formula. A model is fitted as it is used.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "form")]
[JsonDerivedType(typeof(LinearPrefill), "linear")]
[JsonDerivedType(typeof(QuadraticPrefill), "quadratic")]
[JsonDerivedType(typeof(PiecewisePrefill), "piecewise")]
public abstract record PrefillLatencyModel
{
    private protected PrefillLatencyModel()
    {
    }

    /// <summary>Tile of the staircase in tokens, from 1 (none). Default 1.</summary>
    public int PadToTokens { get; init; } = 1;

    /// <summary>Prompt lengths that the model was fitted on.</summary>
    public required TokenRange FittedPromptTokens { get; init; }

    /// <summary>How good the fit is; null for coefficients that came without.</summary>
    public FitReport? Fit { get; init; }

    /// <summary>Seconds to the first token of a prompt.</summary>
    /// <param name="promptTokens">Tokens of the prompt, from 0. An empty prompt takes no time.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="promptTokens"/> is negative.</exception>
    public double PredictSeconds(int promptTokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(promptTokens);
        return promptTokens == 0 ? 0 : Math.Max(0, SecondsAt(Pad(promptTokens)));
    }

    /// <summary>Seconds to the first token, with the interval and whether the prompt lies outside <see cref="FittedPromptTokens"/>.</summary>
    /// <param name="promptTokens">Tokens of the prompt, from 0.</param>
    /// <param name="extrapolation">What to do outside the fitted range.</param>
    /// <exception cref="ArgumentOutOfRangeException">The prompt is negative, or outside the range and extrapolation is refused.</exception>
    public Prediction Predict(int promptTokens, Extrapolation extrapolation = Extrapolation.Flag)
        => Prediction.Of(PredictSeconds(promptTokens), Fit?.RelativeHalfWidth, FittedRange.Check(promptTokens, FittedPromptTokens, extrapolation));

    /// <summary>
    /// Seconds that a chunk of a prompt adds to a step that runs anyway: the difference of two prefills, without the fixed part.
    /// The chunk is padded on its own.
    /// </summary>
    /// <param name="doneTokens">Tokens already in memory, from 0.</param>
    /// <param name="chunkTokens">Tokens of the chunk, from 0.</param>
    public double PredictChunkSeconds(int doneTokens, int chunkTokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(doneTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(chunkTokens);
        return Math.Max(0, SecondsAt(doneTokens + Pad(chunkTokens)) - SecondsAt(doneTokens));
    }

    /// <summary>The formula, at a length already padded.</summary>
    private protected abstract double SecondsAt(double tokens);

    private double Pad(int tokens) => Math.Ceiling(tokens / (double)PadToTokens) * PadToTokens;
}
