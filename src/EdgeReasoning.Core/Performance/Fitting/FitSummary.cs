using MathNet.Numerics.Distributions;

namespace EdgeReasoning.Performance;

/// <summary>Turns residuals into a <see cref="FitReport"/>.</summary>
internal static class FitSummary
{
    /// <summary>Below this share of the values an outlier is nobody's concern, however tight the others are.</summary>
    private const double SmallestOutlier = 0.02;

    internal static FitReport Report(
        IReadOnlyList<double> measured,
        IReadOnlyList<double> predicted,
        LinearSolution solution,
        IReadOnlyList<string> names,
        FitOptions options,
        IReadOnlyList<double>? heldOut = null,
        IEnumerable<string>? warnings = null)
    {
        int[] outliers = Outliers(measured, predicted, solution.Weights);
        List<string> notes = [.. warnings ?? []];
        FittedParameter[] parameters = Parameters(solution, names, options);
        notes.AddRange(parameters.Where(parameter => !parameter.IsIdentifiable)
            .Select(parameter => $"{parameter.Name} is not identifiable from these points."));
        notes.AddRange(parameters.Where(parameter => parameter.Value < 0)
            .Select(parameter => FormattableString.Invariant($"{parameter.Name} is negative ({parameter.Value:G4}), which is not physical: fit with {nameof(FitOptions)}.{nameof(FitOptions.NonNegative)}.")));
        return new FitReport
        {
            SampleCount = measured.Count,
            Outliers = outliers,
            RSquared = RSquared(measured, predicted, outliers),
            MapePercent = MapePercent(measured, predicted, outliers),
            HeldOutMapePercent = heldOut is null ? null : MapePercent(measured, heldOut, outliers),
            IntervalLevel = options.IntervalLevel,
            RelativeHalfWidth = HalfWidth(measured, heldOut ?? predicted, outliers, options.IntervalLevel, solution.DegreesOfFreedom),
            Parameters = parameters,
            Warnings = notes,
        };
    }

    /// <summary>Mean of |predicted / measured − 1| in percent, over the points not in <paramref name="except"/>.</summary>
    internal static double MapePercent(IReadOnlyList<double> measured, IReadOnlyList<double> predicted, IReadOnlyCollection<int> except)
        => 100 * Kept(measured.Count, except).Average(i => Math.Abs((predicted[i] / measured[i]) - 1));

    internal static double? RSquared(IReadOnlyList<double> measured, IReadOnlyList<double> predicted, IReadOnlyCollection<int> except)
    {
        int[] kept = [.. Kept(measured.Count, except)];
        double mean = kept.Average(i => measured[i]);
        double total = kept.Sum(i => (measured[i] - mean) * (measured[i] - mean));
        double residual = kept.Sum(i => (measured[i] - predicted[i]) * (measured[i] - predicted[i]));
        return total > 0 ? 1 - (residual / total) : null;
    }

    internal static int[] Outliers(IReadOnlyList<double> measured, IReadOnlyList<double> predicted, double[] weights)
        => [.. Enumerable.Range(0, measured.Count).Where(i => weights[i] == 0 && Math.Abs((predicted[i] / measured[i]) - 1) > SmallestOutlier)];

    private static IEnumerable<int> Kept(int count, IReadOnlyCollection<int> except)
        => Enumerable.Range(0, count).Where(i => !except.Contains(i));

    // Split conformal prediction over the held-out residuals (Vovk et al.; Lei et al. 2018): distribution-free once there are enough points.
    private static double? HalfWidth(
        IReadOnlyList<double> measured, IReadOnlyList<double> predicted, int[] outliers, double level, int degrees)
    {
        double[] ratios = [.. Kept(measured.Count, outliers).Select(i => Math.Abs((measured[i] / predicted[i]) - 1)).Order()];
        int rank = (int)Math.Ceiling((ratios.Length + 1) * level);
        double width = double.NaN;
        if (rank <= ratios.Length)
        {
            width = ratios[rank - 1];
        }
        else if (degrees > 0)
        {
            double spread = Math.Sqrt(ratios.Sum(ratio => ratio * ratio) / degrees);
            width = StudentT.InvCDF(0, 1, degrees, (1 + level) / 2) * spread * Math.Sqrt(1 + (1.0 / ratios.Length));
        }

        // A prediction of 0 has no relative interval.
        return double.IsFinite(width) ? width : null;
    }

    private static FittedParameter[] Parameters(LinearSolution solution, IReadOnlyList<string> names, FitOptions options)
    {
        FittedParameter[] parameters = new FittedParameter[names.Count];
        double quantile = solution.DegreesOfFreedom > 0
            ? StudentT.InvCDF(0, 1, solution.DegreesOfFreedom, (1 + options.IntervalLevel) / 2)
            : double.PositiveInfinity;
        for (int j = 0; j < names.Count; j++)
        {
            double value = solution.Coefficients[j];
            double half = quantile * solution.StandardErrors[j];
            bool known = !solution.Bound[j] && double.IsFinite(half);
            double? low = known ? options.NonNegative ? Math.Max(0, value - half) : value - half : null;
            parameters[j] = new FittedParameter(names[j], value, low, known ? value + half : null, known && half < Math.Abs(value));
        }

        return parameters;
    }
}
