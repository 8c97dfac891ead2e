namespace EdgeReasoning.Performance;

/// <summary>Fits a <see cref="PrefillLatencyModel"/> to measured prompts.</summary>
public static class PrefillFit
{
    /// <summary>Tiles that <see cref="Choose"/> tries unless told otherwise.</summary>
    public static IReadOnlyList<int> DefaultPads { get; } = [1, 32, 64, 128, 256, 512];

    /// <summary>A form replaces a simpler one only if it cuts the held-out error by more than this share, and by this many percentage points.</summary>
    private const double WorthTheComplexity = 0.05, SmallestGainPercent = 0.01;

    // Breaks are tried at so many lengths at the most; a profile that is refined by requests has one for every prompt.
    private const int CoarseBreaks = 8, FineBreaks = 32;

    /// <summary>
    /// Fits every form with every tile and keeps the one that predicts held-out points best. A more complex one must be better by
    /// a twentieth, so that chance does not choose it.
    /// </summary>
    /// <param name="points">Measured prompts, at least 4.</param>
    /// <param name="options">How to fit; null takes <see cref="FitOptions.Default"/>.</param>
    /// <param name="pads">Tiles to try, each from 1; null takes <see cref="DefaultPads"/>.</param>
    /// <exception cref="ArgumentException">There are too few points, or one has no tokens or no time.</exception>
    public static PrefillLatencyModel Choose(IReadOnlyList<PrefillPoint> points, FitOptions? options = null, IReadOnlyList<int>? pads = null)
    {
        options ??= FitOptions.Default;
        Validate(points, options, minimum: 4);
        List<(PrefillLatencyModel Model, double[]? HeldOut)> candidates = [];
        foreach (PrefillForm form in Enum.GetValues<PrefillForm>().Where(form => points.Count > Columns(form) + 1))
        {
            candidates.AddRange((pads ?? DefaultPads).Select(pad => FitWithHeldOut(points, form, pad, options)));
        }

        // Only points that no candidate can explain may be left out of the judgement: each must be judged on the same ones.
        int[] outliers = [.. candidates.Select(candidate => candidate.Model.Fit!.Outliers).Aggregate((left, right) => [.. left.Intersect(right)])];
        double[] measured = [.. points.Select(point => point.Seconds)];
        PrefillLatencyModel? best = null;
        double bestError = double.PositiveInfinity;
        foreach ((PrefillLatencyModel model, double[]? heldOut) in candidates)
        {
            double error = heldOut is null ? double.PositiveInfinity : FitSummary.MapePercent(measured, heldOut, outliers);
            double limit = best is not null && Complexity(model) > Complexity(best)
                ? Math.Min(bestError * (1 - WorthTheComplexity), bestError - SmallestGainPercent)
                : bestError;
            if (best is null || error < limit)
            {
                (best, bestError) = (model, error);
            }
        }

        return best!;
    }

    /// <summary>Fits one form with one tile.</summary>
    /// <param name="points">Measured prompts; at least as many as the form has coefficients.</param>
    /// <param name="form">The form.</param>
    /// <param name="padToTokens">Tile in tokens, from 1.</param>
    /// <param name="options">How to fit; null takes <see cref="FitOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">There are too few points, or one has no tokens or no time.</exception>
    public static PrefillLatencyModel Fit(IReadOnlyList<PrefillPoint> points, PrefillForm form, int padToTokens = 1, FitOptions? options = null)
    {
        options ??= FitOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(padToTokens, 1);
        Validate(points, options, Columns(form));
        return FitWithHeldOut(points, form, padToTokens, options).Model;
    }

    private static (PrefillLatencyModel Model, double[]? HeldOut) FitWithHeldOut(
        IReadOnlyList<PrefillPoint> points, PrefillForm form, int padToTokens, FitOptions options)
    {
        (PrefillLatencyModel model, LinearSolution solution) = Solve(points, form, padToTokens, options);
        double[]? heldOut = CrossValidation.Predict(
            points, options.Folds, Columns(form), part => Solve(part, form, padToTokens, options).Model, (part, point) => part.PredictSeconds(point.PromptTokens));
        double[] measured = [.. points.Select(point => point.Seconds)];
        double[] predicted = [.. points.Select(point => model.PredictSeconds(point.PromptTokens))];
        return (model with { Fit = FitSummary.Report(measured, predicted, solution, Names(form), options, heldOut) }, heldOut);
    }

    private static (PrefillLatencyModel Model, LinearSolution Solution) Solve(IReadOnlyList<PrefillPoint> points, PrefillForm form, int pad, FitOptions options)
    {
        TokenRange range = TokenRange.Of(points.Select(point => point.PromptTokens));
        double[] padded = [.. points.Select(point => Math.Ceiling(point.PromptTokens / (double)pad) * pad)];
        double[] seconds = [.. points.Select(point => point.Seconds)];
        switch (form)
        {
            case PrefillForm.Linear:
                LinearSolution line = LinearFit.Solve([.. padded.Select(p => new[] { p, 1 })], seconds, options);
                return (new LinearPrefill
                {
                    PadToTokens = pad,
                    FittedPromptTokens = range,
                    SecondsPerToken = line.Coefficients[0],
                    FixedSeconds = line.Coefficients[1],
                }, line);
            case PrefillForm.Quadratic:
                LinearSolution curve = LinearFit.Solve([.. padded.Select(p => new[] { p * p, p, 1 })], seconds, options);
                return (new QuadraticPrefill
                {
                    PadToTokens = pad,
                    FittedPromptTokens = range,
                    SecondsPerSquaredToken = curve.Coefficients[0],
                    SecondsPerToken = curve.Coefficients[1],
                    FixedSeconds = curve.Coefficients[2],
                }, curve);
            case PrefillForm.Piecewise:
                (int breakTokens, LinearSolution lines) = SolvePiecewise(padded, seconds, options);
                return (new PiecewisePrefill
                {
                    PadToTokens = pad,
                    FittedPromptTokens = range,
                    BreakTokens = breakTokens,
                    SecondsPerTokenBefore = lines.Coefficients[0],
                    SecondsPerTokenAfter = lines.Coefficients[1],
                    FixedSeconds = lines.Coefficients[2],
                }, lines);
            default:
                throw new ArgumentOutOfRangeException(nameof(form), form, "Not a prefill form.");
        }
    }

    // The break is searched over the measured lengths, first a few, then those around the best; the slopes are linear once it is fixed.
    private static (int Break, LinearSolution Solution) SolvePiecewise(double[] padded, double[] seconds, FitOptions options)
    {
        double[] lengths = [.. padded.Distinct().Order()];
        double[] inner = lengths.Length > 3 ? lengths[1..^1] : lengths;
        if (inner.Length > FineBreaks) inner = [.. Enumerable.Range(0, FineBreaks).Select(i => inner[i * inner.Length / FineBreaks])];
        int stride = (inner.Length + CoarseBreaks - 1) / CoarseBreaks;
        int best = 0;
        LinearSolution? solution = null;
        double bestLoss = double.PositiveInfinity;
        for (int i = 0; i < inner.Length; i += stride)
        {
            Try(i);
        }

        int middle = best;
        for (int i = Math.Max(0, middle - stride + 1); i < Math.Min(inner.Length, middle + stride); i++)
        {
            Try(i);
        }

        return ((int)inner[best], solution!);

        void Try(int index)
        {
            double at = inner[index];
            double[][] rows = [.. padded.Select(p => new[] { Math.Min(p, at), Math.Max(0, p - at), 1 })];
            LinearSolution candidate = LinearFit.Solve(rows, seconds, options);

            // Absolute relative residuals, cut, so that an outlier cannot pick the break.
            double loss = Enumerable.Range(0, rows.Length)
                .Sum(i => Math.Min(1, Math.Abs((LinearAlgebra.Dot(rows[i], candidate.Coefficients) / seconds[i]) - 1)));
            if (loss < bestLoss)
            {
                (best, solution, bestLoss) = (index, candidate, loss);
            }
        }
    }

    private static int Columns(PrefillForm form) => form == PrefillForm.Linear ? 2 : 3;

    private static int Complexity(PrefillLatencyModel model) => model switch
    {
        LinearPrefill => 2,
        QuadraticPrefill => 3,
        _ => 4,
    } + (model.PadToTokens > 1 ? 1 : 0);

    private static string[] Names(PrefillForm form) => form switch
    {
        PrefillForm.Linear => [nameof(LinearPrefill.SecondsPerToken), nameof(LinearPrefill.FixedSeconds)],
        PrefillForm.Quadratic => [nameof(QuadraticPrefill.SecondsPerSquaredToken), nameof(QuadraticPrefill.SecondsPerToken), nameof(QuadraticPrefill.FixedSeconds)],
        _ => [nameof(PiecewisePrefill.SecondsPerTokenBefore), nameof(PiecewisePrefill.SecondsPerTokenAfter), nameof(PiecewisePrefill.FixedSeconds)],
    };

    private static void Validate(IReadOnlyList<PrefillPoint> points, FitOptions options, int minimum)
    {
        ArgumentNullException.ThrowIfNull(points);
        options.Validate();
        if (points.Count < minimum)
        {
            throw new ArgumentException($"{points.Count} points are too few for this prefill form: measure at least {minimum} prompt lengths.", nameof(points));
        }

        foreach (PrefillPoint point in points)
        {
            if (point.PromptTokens < 1 || point.Seconds is not (> 0 and < double.PositiveInfinity))
            {
                throw new ArgumentException($"A prefill point needs tokens and a positive time, not {point}.", nameof(points));
            }
        }
    }
}
