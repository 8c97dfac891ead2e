using EdgeReasoning.Statistics;

namespace EdgeReasoning.Performance;

/// <summary>
/// Weighted least squares with a few columns: bounded by 0 (every set of active bounds is tried, which is exact), and robust: a
/// least-absolute-deviations start, then Tukey's biweight (Huber and Ronchetti, Robust Statistics, 2nd ed., chapter 7).
/// </summary>
internal static class LinearFit
{
    private const double TukeyConstant = 4.685;   // 95 % efficiency for normal errors
    private const double NormalMad = 1.4826;
    private const int StartIterations = 20;
    private const int Iterations = 40;
    private const double StartTolerance = 1e-4;
    private const double Tolerance = 1e-9;

    /// <summary>Fits <paramref name="values"/> by the columns of <paramref name="rows"/>.</summary>
    /// <param name="rows">One row per value.</param>
    /// <param name="values">What is to be explained, positive.</param>
    /// <param name="options">Weighting, robustness, and whether bounds hold at all.</param>
    /// <param name="unbounded">Columns that may be negative even where bounds hold.</param>
    internal static LinearSolution Solve(double[][] rows, double[] values, FitOptions options, params ReadOnlySpan<int> unbounded)
    {
        int count = rows.Length, columns = rows[0].Length;
        double[][] x = new double[count][];
        double[] y = new double[count];
        for (int i = 0; i < count; i++)
        {
            double scale = options.Weighting == FitWeighting.Relative ? 1 / values[i] : 1;
            x[i] = Array.ConvertAll(rows[i], cell => cell * scale);
            y[i] = values[i] * scale;
        }

        bool[] atLeastZero = new bool[columns];
        Array.Fill(atLeastZero, options.NonNegative);
        foreach (int column in unbounded)
        {
            atLeastZero[column] = false;
        }

        double[] weights = new double[count];
        Array.Fill(weights, 1);
        if (options.Robust && count > columns + 1)
        {
            Reweight(x, y, weights, atLeastZero);
        }

        (double[] coefficients, bool[] bound) = SolveBounded(x, y, weights, atLeastZero, LinearAlgebra.Solve);

        int used = weights.Count(weight => weight > 0);
        int free = bound.Count(held => !held);
        int degrees = Math.Max(0, used - free);
        double[] errors = LinearAlgebra.StandardErrors(x, weights, bound, ResidualVariance(x, y, weights, coefficients, degrees));
        return new LinearSolution(coefficients, weights, errors, bound, degrees);
    }

    private static void Reweight(double[][] x, double[] y, double[] weights, bool[] atLeastZero)
    {
        double[] coefficients = SolveBounded(x, y, weights, atLeastZero, LinearAlgebra.SolveRoughly).Coefficients;
        for (int step = 0; step < StartIterations; step++)
        {
            double[] residuals = Residuals(x, y, coefficients);
            double floor = Math.Max(1e-12, 1e-4 * MedianSize(residuals));
            for (int i = 0; i < y.Length; i++)
            {
                weights[i] = 1 / Math.Max(Math.Abs(residuals[i]), floor);
            }

            if (!Step(StartTolerance))
            {
                break;
            }
        }

        // A scale below a ten-thousandth of the values is the rounding of the data, not their scatter.
        double smallest = 1e-4 * MedianSize(y);
        for (int step = 0; step < Iterations; step++)
        {
            double[] residuals = Residuals(x, y, coefficients);
            double scale = Math.Max(NormalMad * MedianSize(residuals), smallest);
            for (int i = 0; i < y.Length; i++)
            {
                double ratio = residuals[i] / (TukeyConstant * scale);
                weights[i] = Math.Abs(ratio) >= 1 ? 0 : (1 - (ratio * ratio)) * (1 - (ratio * ratio));
            }

            if (!Step(Tolerance))
            {
                break;
            }
        }

        // Whether the coefficients still moved.
        bool Step(double tolerance)
        {
            double[] before = coefficients;
            coefficients = SolveBounded(x, y, weights, atLeastZero, LinearAlgebra.SolveRoughly).Coefficients;
            return coefficients.Zip(before).Any(pair => Math.Abs(pair.First - pair.Second) > tolerance * Math.Abs(pair.Second));
        }
    }

    private static (double[] Coefficients, bool[] Bound) SolveBounded(
        double[][] x, double[] y, double[] weights, bool[] atLeastZero, Func<double[][], double[], double[], int[], int, double[]> solve)
    {
        int columns = x[0].Length;
        double[] best = solve(x, y, weights, [.. Enumerable.Range(0, columns)], columns);
        bool[] bestBound = new bool[columns];
        if (IsFeasible(best, atLeastZero))
        {
            return (best, bestBound);
        }

        int unbounded = atLeastZero.Count(isBounded => !isBounded);
        double bestLoss = double.PositiveInfinity;
        for (int held = 1; held < 1 << columns; held++)
        {
            int[] free = [.. Enumerable.Range(0, columns).Where(column => (held & (1 << column)) == 0)];
            if (free.Count(column => !atLeastZero[column]) < unbounded)
            {
                continue;
            }

            double[] candidate = solve(x, y, weights, free, columns);
            if (!IsFeasible(candidate, atLeastZero))
            {
                continue;
            }

            double loss = Loss(x, y, weights, candidate);
            if (loss < bestLoss)
            {
                (best, bestLoss) = (candidate, loss);
                bestBound = [.. Enumerable.Range(0, columns).Select(column => (held & (1 << column)) != 0)];
            }
        }

        return (best, bestBound);
    }

    private static double MedianSize(double[] values) => Descriptive.Median(Array.ConvertAll(values, Math.Abs));

    private static bool IsFeasible(double[] coefficients, bool[] atLeastZero)
    {
        for (int column = 0; column < coefficients.Length; column++)
        {
            if (atLeastZero[column] && coefficients[column] < 0) return false;
        }

        return true;
    }

    private static double[] Residuals(double[][] x, double[] y, double[] coefficients)
    {
        double[] residuals = new double[y.Length];
        for (int i = 0; i < y.Length; i++)
        {
            residuals[i] = y[i] - LinearAlgebra.Dot(x[i], coefficients);
        }

        return residuals;
    }

    private static double Loss(double[][] x, double[] y, double[] weights, double[] coefficients)
    {
        double loss = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double residual = y[i] - LinearAlgebra.Dot(x[i], coefficients);
            loss += weights[i] * residual * residual;
        }

        return loss;
    }

    private static double ResidualVariance(double[][] x, double[] y, double[] weights, double[] coefficients, int degrees)
        => degrees == 0 ? double.PositiveInfinity : Loss(x, y, weights, coefficients) / degrees;
}
