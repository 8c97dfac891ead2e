namespace EdgeReasoning.Performance;

/// <summary>
/// The artifact's direct prefill curve: <c>joules per token = Amplitude · e^(−Rate · tokens) + Joules</c>. For any real prompt it is
/// its constant: one point of 3 tokens carries the exponential, and <see cref="FitTo"/> says so.
/// </summary>
public sealed record ExponentialEnergyPerToken
{
    /// <summary>Joules per token that a vanishing prompt costs more.</summary>
    public required double AmplitudeJoules { get; init; }

    /// <summary>How fast that falls, per token.</summary>
    public required double RatePerToken { get; init; }

    /// <summary>Joules per token of a long prompt.</summary>
    public required double Joules { get; init; }

    /// <summary>How good the fit is; null for coefficients that came without.</summary>
    public FitReport? Fit { get; init; }

    /// <summary>Joules per token of a prompt.</summary>
    /// <param name="tokens">Its tokens, from 0; the artifact pads them to 128 first.</param>
    public double JoulesPerToken(double tokens) => (AmplitudeJoules * Math.Exp(-RatePerToken * tokens)) + Joules;

    /// <summary>Fits the curve, and reports which of its coefficients the points determine.</summary>
    /// <param name="points">Tokens and joules per token, at least 4.</param>
    /// <param name="options">How to fit; null takes <see cref="FitOptions.Default"/>.</param>
    public static ExponentialEnergyPerToken FitTo(IReadOnlyList<(double Tokens, double JoulesPerToken)> points, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        options ??= FitOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(points.Count, 4);
        double[] measured = [.. points.Select(point => point.JoulesPerToken)];
        LinearSolution solution = SeparableFit.Solve(
            points.Count, (rate, i) => [Math.Exp(-rate * points[i].Tokens), 1], measured, minRate: 1e-4, maxRate: 10, options);
        ExponentialEnergyPerToken model = new()
        {
            AmplitudeJoules = solution.Coefficients[0],
            Joules = solution.Coefficients[1],
            RatePerToken = solution.Coefficients[2],
        };
        double[] predicted = [.. points.Select(point => model.JoulesPerToken(point.Tokens))];
        return model with
        {
            Fit = FitSummary.Report(measured, predicted, solution, [nameof(AmplitudeJoules), nameof(Joules), nameof(RatePerToken)], options),
        };
    }
}
