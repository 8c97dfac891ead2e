namespace EdgeReasoning.Performance;

/// <summary>
/// Fits models that are linear once one rate is fixed (variable projection, Golub and Pereyra 1973): the rate is searched on a
/// logarithmic grid and refined by golden section.
/// </summary>
internal static class SeparableFit
{
    private const int GridPoints = 32;
    private const int Refinements = 32;
    private static readonly double Golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>The fit; the rate comes last among the coefficients and standard errors.</summary>
    internal static LinearSolution Solve(
        int count, Func<double, int, double[]> basis, double[] values, double minRate, double maxRate, FitOptions options)
    {
        double[] grid = [.. Enumerable.Range(0, GridPoints + 1).Select(i => Math.Log(minRate) + ((Math.Log(maxRate) - Math.Log(minRate)) * i / GridPoints))];
        double[] losses = [.. grid.Select(At)];
        int best = Array.IndexOf(losses, losses.Min());
        (double low, double high) = (grid[Math.Max(0, best - 1)], grid[Math.Min(GridPoints, best + 1)]);
        for (int i = 0; i < Refinements; i++)
        {
            double left = high - (Golden * (high - low)), right = low + (Golden * (high - low));
            (low, high) = At(left) <= At(right) ? (low, right) : (left, high);
        }

        double rate = Math.Exp((low + high) / 2);
        LinearSolution linear = LinearFit.Solve(Rows(rate), values, options);
        bool atEdge = best is 0 or GridPoints;
        return WithRate(linear, rate, atEdge);

        double[][] Rows(double at) => [.. Enumerable.Range(0, count).Select(i => basis(at, i))];

        double At(double logRate)
        {
            double[][] rows = Rows(Math.Exp(logRate));
            LinearSolution solution = LinearFit.Solve(rows, values, options);
            double loss = 0;
            for (int i = 0; i < count; i++)
            {
                double residual = values[i] - LinearAlgebra.Dot(rows[i], solution.Coefficients);
                residual = options.Weighting == FitWeighting.Relative ? residual / values[i] : residual;

                // Absolute residuals where robust: weights that shrink to nothing must not pick the rate.
                loss += options.Robust ? Math.Abs(residual) : residual * residual;
            }

            return loss;
        }

        LinearSolution WithRate(LinearSolution solution, double at, bool held)
        {
            double step = at * 1e-5;
            double[][] rows = Rows(at), after = Rows(at + step), before = Rows(at - step);
            double[][] jacobian = new double[count][];
            double sum = 0;
            for (int i = 0; i < count; i++)
            {
                double scale = options.Weighting == FitWeighting.Relative ? 1 / values[i] : 1;
                double slope = (LinearAlgebra.Dot(after[i], solution.Coefficients) - LinearAlgebra.Dot(before[i], solution.Coefficients)) / (2 * step);
                jacobian[i] = [.. rows[i].Select(cell => cell * scale), slope * scale];
                double residual = (values[i] - LinearAlgebra.Dot(rows[i], solution.Coefficients)) * scale;
                sum += solution.Weights[i] * residual * residual;
            }

            bool[] bound = [.. solution.Bound, held];
            int degrees = Math.Max(0, solution.DegreesOfFreedom - 1);
            double[] errors = LinearAlgebra.StandardErrors(jacobian, solution.Weights, bound, degrees == 0 ? double.PositiveInfinity : sum / degrees);
            return new LinearSolution([.. solution.Coefficients, at], solution.Weights, errors, bound, degrees);
        }
    }
}
