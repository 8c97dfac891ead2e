namespace EdgeReasoning.Performance;

/// <summary>Fits power models to the measured power of phases.</summary>
public static class PowerFit
{
    /// <summary>Periods of the meter that a phase must last for its power to be resolved.</summary>
    public const double ResolvedPeriods = 2;

    /// <summary>Bounds of the time constant in seconds.</summary>
    private const double MinTimeConstant = 0.01, MaxTimeConstant = 1000;

    /// <summary>Whether a phase is long enough for a meter to say what it drew.</summary>
    /// <param name="phaseSeconds">Length of the phase.</param>
    /// <param name="samplingPeriodSeconds">Time between two readings of the meter.</param>
    public static bool IsResolved(double phaseSeconds, double samplingPeriodSeconds) => phaseSeconds >= ResolvedPeriods * samplingPeriodSeconds;

    /// <summary>The points that a meter could resolve.</summary>
    /// <param name="points">Measured phases.</param>
    /// <param name="samplingPeriodSeconds">Time between two readings of the meter.</param>
    public static IReadOnlyList<PowerPoint> Resolved(IEnumerable<PowerPoint> points, double samplingPeriodSeconds)
        => [.. points.Where(point => IsResolved(point.Seconds, samplingPeriodSeconds))];

    /// <summary>Fits a <see cref="LinearPower"/> over the tokens.</summary>
    /// <param name="points">Measured phases, at least 2.</param>
    /// <param name="options">How to fit; null takes <see cref="FitOptions.Default"/>.</param>
    public static LinearPower Linear(IReadOnlyList<PowerPoint> points, FitOptions? options = null)
    {
        options = Validate(points, options, 2);
        (LinearPower model, LinearSolution solution) = Solve(points);
        return model with { Fit = Report(points, model, solution, [nameof(model.WattsPerToken), nameof(model.Watts)], options, part => Solve(part).Model) };

        (LinearPower Model, LinearSolution Solution) Solve(IReadOnlyList<PowerPoint> part)
        {
            LinearSolution line = LinearFit.Solve([.. part.Select(point => new[] { point.Tokens, 1.0 })], Watts(part), options);
            return (new LinearPower { WattsPerToken = line.Coefficients[0], Watts = line.Coefficients[1], FittedTokens = Range(part) }, line);
        }
    }

    /// <summary>Fits a <see cref="LogPower"/>. The floor is the least power among the points that are not outliers; 0 where bounds are off.</summary>
    /// <param name="points">Measured phases, at least 2, each with a token.</param>
    /// <param name="options">How to fit; null takes <see cref="FitOptions.Default"/>.</param>
    public static LogPower Log(IReadOnlyList<PowerPoint> points, FitOptions? options = null)
    {
        options = Validate(points, options, 2);
        (LogPower model, LinearSolution solution) = Solve(points);
        return model with { Fit = Report(points, model, solution, [nameof(model.WattsPerLogToken), nameof(model.Watts)], options, part => Solve(part).Model) };

        (LogPower Model, LinearSolution Solution) Solve(IReadOnlyList<PowerPoint> part)
        {
            LinearSolution line = SolveLog(part, options);
            return (new LogPower
            {
                WattsPerLogToken = line.Coefficients[0],
                Watts = line.Coefficients[1],
                FloorWatts = options.NonNegative ? part.Where((_, i) => line.Weights[i] > 0).Min(point => point.Watts) : 0,
                FittedTokens = Range(part),
            }, line);
        }
    }

    /// <summary>Fits the artifact's form with a given threshold: the mean below, a logarithm above.</summary>
    /// <param name="points">Measured phases: at least 1 up to the threshold and 2 beyond it.</param>
    /// <param name="thresholdTokens">Longest prompt of the constant part.</param>
    /// <param name="options">How to fit; null takes <see cref="FitOptions.Ordinary"/>, which is what the artifact does.</param>
    public static SteppedLogPower SteppedLog(IReadOnlyList<PowerPoint> points, int thresholdTokens, FitOptions? options = null)
    {
        options = Validate(points, options ?? FitOptions.Ordinary, 3);
        PowerPoint[] below = [.. points.Where(point => point.Tokens <= thresholdTokens)];
        PowerPoint[] above = [.. points.Where(point => point.Tokens > thresholdTokens)];
        if (below.Length < 1 || above.Length < 2)
        {
            throw new ArgumentException($"A step at {thresholdTokens} tokens leaves {below.Length} points below and {above.Length} above; it needs 1 and 2.", nameof(points));
        }

        LinearSolution solution = SolveLog(above, options);
        SteppedLogPower model = new()
        {
            ThresholdTokens = thresholdTokens,
            FittedTokens = Range(points),
            ConstantWatts = below.Average(point => point.Watts),
            WattsPerLogToken = solution.Coefficients[0],
            Watts = solution.Coefficients[1],
        };
        LinearSolution whole = solution with { Weights = [.. points.Select(_ => 1.0)] };
        return model with { Fit = Report(points, model, whole, [nameof(model.WattsPerLogToken), nameof(model.Watts)], options) };
    }

    /// <summary>Fits the artifact's form with the threshold, of those given, that explains most.</summary>
    /// <param name="points">Measured phases.</param>
    /// <param name="thresholds">Thresholds to try, at least 1.</param>
    public static SteppedLogPower SteppedLog(IReadOnlyList<PowerPoint> points, IReadOnlyList<int> thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentOutOfRangeException.ThrowIfZero(thresholds.Count);
        return thresholds.Select(threshold => SteppedLog(points, threshold)).MaxBy(model => model.Fit!.RSquared)!;
    }

    /// <summary>Fits a <see cref="SaturatingPower"/> to the mean power of phases of different length. Power never falls below its start.</summary>
    /// <param name="points">Measured phases, at least 4.</param>
    /// <param name="options">How to fit; null takes <see cref="FitOptions.Default"/>.</param>
    public static SaturatingPower Saturating(IReadOnlyList<PowerPoint> points, FitOptions? options = null)
    {
        options = Validate(points, options, 4);

        (SaturatingPower model, LinearSolution solution) = Solve(points);
        string[] names = ["StartWatts", nameof(model.RiseWatts), nameof(model.TimeConstantSeconds)];
        return model with { Fit = Report(points, model, solution, names, options, part => Solve(part).Model) };

        // Start and rise are the columns, so that bounds on both keep the steady power above the start.
        (SaturatingPower Model, LinearSolution Solution) Solve(IReadOnlyList<PowerPoint> part)
        {
            LinearSolution curve = SeparableFit.Solve(
                part.Count, (tau, i) => [1, 1 - SaturatingPower.StillMissing(part[i].Seconds / tau)], Watts(part), MinTimeConstant, MaxTimeConstant, options);
            return (new SaturatingPower
            {
                SteadyWatts = curve.Coefficients[0] + curve.Coefficients[1],
                RiseWatts = curve.Coefficients[1],
                TimeConstantSeconds = curve.Coefficients[2],
                FittedTokens = Range(part),
            }, curve);
        }
    }

    /// <summary>Share by which power rises with each doubling of the sequences: <c>watts(k) = watts(1) · (1 + rise · log2 k)</c>.</summary>
    /// <param name="points">Measured powers: the number of sequences in place of tokens, at least 2 different.</param>
    /// <param name="options">How to fit; null takes <see cref="FitOptions.Default"/>.</param>
    public static double RisePerDoubling(IReadOnlyList<PowerPoint> points, FitOptions? options = null)
    {
        options = Validate(points, options, 2);
        LinearSolution solution = LinearFit.Solve([.. points.Select(point => new[] { Math.Log2(point.Tokens), 1 })], Watts(points), options);
        return solution.Coefficients[0] / solution.Coefficients[1];
    }

    private static LinearSolution SolveLog(IReadOnlyList<PowerPoint> points, FitOptions options)
        => LinearFit.Solve([.. points.Select(point => new[] { Math.Log(point.Tokens), 1 })], Watts(points), options, unbounded: 1);

    private static FitReport Report(
        IReadOnlyList<PowerPoint> points,
        PowerModel model,
        LinearSolution solution,
        string[] names,
        FitOptions options,
        Func<IReadOnlyList<PowerPoint>, PowerModel>? refit = null)
    {
        double[]? heldOut = refit is null ? null : CrossValidation.Predict(points, options.Folds, names.Length, refit, Predict);
        return FitSummary.Report(Watts(points), [.. points.Select(point => Predict(model, point))], solution, names, options, heldOut);
    }

    private static double Predict(PowerModel model, PowerPoint point) => model.AverageWatts(new PhaseLoad(0, point.Tokens, point.Seconds));

    private static TokenRange Range(IReadOnlyList<PowerPoint> points) => TokenRange.Of(points.Select(point => point.Tokens));

    private static double[] Watts(IReadOnlyList<PowerPoint> points) => [.. points.Select(point => point.Watts)];

    private static FitOptions Validate(IReadOnlyList<PowerPoint> points, FitOptions? options, int minimum)
    {
        ArgumentNullException.ThrowIfNull(points);
        options ??= FitOptions.Default;
        options.Validate();
        if (points.Count < minimum)
        {
            throw new ArgumentException(
                $"{points.Count} resolved points are too few for this power model, which needs {minimum}: measure longer phases, or with a faster meter.", nameof(points));
        }

        foreach (PowerPoint point in points)
        {
            if (point.Tokens < 1 || point.Seconds < 0 || point.Watts is not (> 0 and < double.PositiveInfinity))
            {
                throw new ArgumentException($"A power point needs a token and positive watts, not {point}.", nameof(points));
            }
        }

        return options;
    }
}
