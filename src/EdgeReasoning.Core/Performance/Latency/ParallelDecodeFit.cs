using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>Fits a <see cref="ParallelDecodeModel"/> to measured steps: one cost per number of sequences, one slope for all.</summary>
public static class ParallelDecodeFit
{
    /// <summary>Most different numbers of sequences in one fit: bounds are searched exactly, which doubles with each.</summary>
    public const int MaxSequenceCounts = 12;

    /// <summary>Fits the model, with cross-validated errors where every number of sequences has at least three points.</summary>
    /// <param name="layout">How the sequences lay in KV memory when the steps were measured.</param>
    /// <param name="points">Measured steps; more than there are different numbers of sequences.</param>
    /// <param name="options">How to fit; null takes <see cref="FitOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">There are too few points or too many numbers of sequences, or a point has no sequence or no time.</exception>
    public static ParallelDecodeModel Fit(KvLayout layout, IReadOnlyList<StepPoint> points, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        options ??= FitOptions.Default;
        options.Validate();
        foreach (StepPoint point in points)
        {
            if (point.Sequences < 1 || point.PrefixTokens < 0 || point.OwnTokens < 0 || point.Seconds is not (> 0 and < double.PositiveInfinity))
            {
                throw new ArgumentException($"A step point needs a sequence and a positive time, not {point}.", nameof(points));
            }
        }

        int[] counts = [.. points.Select(point => point.Sequences).Distinct().Order()];
        if (points.Count <= counts.Length || counts.Length > MaxSequenceCounts)
        {
            throw new ArgumentException(
                $"{points.Count} points over {counts.Length} numbers of sequences do not fit: give more points than numbers, and at most {MaxSequenceCounts} numbers.", nameof(points));
        }

        (ParallelDecodeModel model, LinearSolution solution) = Solve(layout, points, counts, options);
        double[] measured = [.. points.Select(point => point.Seconds)];
        double[] predicted = [.. points.Select(point => Predict(model, point))];
        string[] names = [.. counts.Select(count => $"SecondsPerStep[{count}]"), nameof(ParallelDecodeModel.SecondsPerAttendedToken)];
        return model with { Fit = FitSummary.Report(measured, predicted, solution, names, options, HeldOut(layout, points, counts, options)) };
    }

    // Points are dealt to folds within each number of sequences, so that no fold takes all of one away.
    private static double[]? HeldOut(KvLayout layout, IReadOnlyList<StepPoint> points, int[] counts, FitOptions options)
    {
        int fewest = counts.Min(count => points.Count(point => point.Sequences == count));
        if (fewest < 3)
        {
            return null;
        }

        int folds = Math.Min(options.Folds, fewest);
        int[] fold = new int[points.Count];
        foreach (int count in counts)
        {
            int next = 0;
            for (int i = 0; i < points.Count; i++)
            {
                fold[i] = points[i].Sequences == count ? next++ % folds : fold[i];
            }
        }

        double[] predictions = new double[points.Count];
        for (int part = 0; part < folds; part++)
        {
            ParallelDecodeModel model = Solve(layout, [.. points.Where((_, i) => fold[i] != part)], counts, options).Model;
            for (int i = 0; i < points.Count; i++)
            {
                predictions[i] = fold[i] == part ? Predict(model, points[i]) : predictions[i];
            }
        }

        return predictions;
    }

    private static double Predict(ParallelDecodeModel model, StepPoint point)
        => model.PredictStepSeconds(point.Sequences, point.PrefixTokens, point.OwnTokens);

    private static (ParallelDecodeModel Model, LinearSolution Solution) Solve(
        KvLayout layout, IReadOnlyList<StepPoint> points, int[] counts, FitOptions options)
    {
        ParallelDecodeModel empty = new() { Layout = layout, Costs = [], SecondsPerAttendedToken = 0 };
        double[][] rows = [.. points.Select(point =>
        {
            double[] row = new double[counts.Length + 1];
            row[Array.IndexOf(counts, point.Sequences)] = 1;
            row[^1] = empty.AttendedTokens(point.Sequences, point.PrefixTokens, point.OwnTokens);
            return row;
        })];
        LinearSolution solution = LinearFit.Solve(rows, [.. points.Select(point => point.Seconds)], options);
        ParallelDecodeModel model = empty with
        {
            Costs = [.. counts.Select((count, i) => new SequenceCost(count, solution.Coefficients[i]))],
            SecondsPerAttendedToken = solution.Coefficients[^1],
            FittedContextTokens = new TokenRange(
                (int)points.Min(point => point.PrefixTokens), (int)Math.Ceiling(points.Max(point => point.PrefixTokens + point.OwnTokens))),
        };
        return (model, solution);
    }
}
