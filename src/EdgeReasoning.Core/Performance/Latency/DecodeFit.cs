namespace EdgeReasoning.Performance;

/// <summary>Fits a <see cref="DecodeLatencyModel"/> to measured replies.</summary>
public static class DecodeFit
{
    /// <summary>Fits both coefficients, with cross-validated errors.</summary>
    /// <param name="points">Measured replies, at least 2, each with a step: two tokens where intervals are between tokens.</param>
    /// <param name="options">How to fit; null takes <see cref="FitOptions.Default"/>.</param>
    /// <param name="intervals">How steps are counted, in the fit and in the model.</param>
    /// <exception cref="ArgumentException">There are too few points, or one has no step or no time.</exception>
    public static DecodeLatencyModel Fit(
        IReadOnlyList<DecodePoint> points, FitOptions? options = null, DecodeIntervals intervals = DecodeIntervals.BetweenTokens)
    {
        ArgumentNullException.ThrowIfNull(points);
        options ??= FitOptions.Default;
        options.Validate();
        if (points.Count < 2)
        {
            throw new ArgumentException("Two coefficients need at least two replies of different length or context.", nameof(points));
        }

        foreach (DecodePoint point in points)
        {
            if (DecodeLatencyModel.StepCount(point.ReplyTokens, intervals) < 1 || point.PromptTokens < 0 || point.Seconds is not (> 0 and < double.PositiveInfinity))
            {
                throw new ArgumentException($"A decode point needs at least one step and a positive time, not {point}.", nameof(points));
            }
        }

        (DecodeLatencyModel model, LinearSolution solution) = Solve(points, options, intervals);
        double[]? heldOut = CrossValidation.Predict(
            points, options.Folds, 2, part => Solve(part, options, intervals).Model, (part, point) => part.PredictSeconds(point.PromptTokens, point.ReplyTokens));
        double[] measured = [.. points.Select(point => point.Seconds)];
        double[] predicted = [.. points.Select(point => model.PredictSeconds(point.PromptTokens, point.ReplyTokens))];
        string[] names = [nameof(DecodeLatencyModel.SecondsPerStep), nameof(DecodeLatencyModel.SecondsPerContextToken)];
        return model with { Fit = FitSummary.Report(measured, predicted, solution, names, options, heldOut) };
    }

    private static (DecodeLatencyModel Model, LinearSolution Solution) Solve(IReadOnlyList<DecodePoint> points, FitOptions options, DecodeIntervals intervals)
    {
        double[][] rows = [.. points.Select(point => new[]
        {
            DecodeLatencyModel.StepCount(point.ReplyTokens, intervals),
            DecodeLatencyModel.ContextSum(point.PromptTokens, point.ReplyTokens, intervals),
        })];
        LinearSolution solution = LinearFit.Solve(rows, [.. points.Select(point => point.Seconds)], options);
        return (new DecodeLatencyModel
        {
            SecondsPerStep = solution.Coefficients[0],
            SecondsPerContextToken = solution.Coefficients[1],
            Intervals = intervals,
            FittedContextTokens = new TokenRange(points.Min(point => point.PromptTokens), points.Max(point => point.PromptTokens + point.ReplyTokens)),
        }, solution);
    }
}
