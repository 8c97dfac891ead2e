namespace EdgeReasoning.Pareto;

/// <summary>Picks a row by weighted losses, each scaled to the finite range of its axis.</summary>
internal static class WeightedChoice
{
    /// <summary>The row with the smallest loss, the first of equal ones; −1 where there are no rows.</summary>
    public static int Find(PointMatrix points, int[] rows, double[] weights, Scalarization scalarization)
    {
        if (!Array.TrueForAll(weights, static weight => weight >= 0 && double.IsFinite(weight)) || weights.Max() == 0)
            throw new ArgumentException("The weights are to be finite and from 0, one at least above 0.", nameof(weights));

        var losses = new double[rows.Length];
        for (int axis = 0; axis < weights.Length; axis++)
        {
            if (weights[axis] > 0)
                AddLosses(points, rows, axis, weights[axis], scalarization, losses);
        }

        int best = -1;
        for (int i = 0; i < rows.Length; i++)
        {
            if (best < 0 || losses[i] < losses[best])
                best = i;
        }

        return best < 0 ? -1 : rows[best];
    }

    private static void AddLosses(PointMatrix points, int[] rows, int axis, double weight, Scalarization scalarization, double[] losses)
    {
        double[] values = Array.ConvertAll(rows, row => points.At(row, axis));
        double[] finite = Array.FindAll(values, double.IsFinite);
        double ideal = finite.DefaultIfEmpty(0).Min();
        double span = finite.DefaultIfEmpty(0).Max() - ideal;
        for (int i = 0; i < rows.Length; i++)
        {
            double loss = weight * Scale(values[i], ideal, span);
            losses[i] = scalarization == Scalarization.WeightedSum ? losses[i] + loss : Math.Max(losses[i], loss);
        }
    }

    // An infinitely good value loses nothing, an infinitely bad one everything.
    private static double Scale(double value, double ideal, double span) => value switch
    {
        double.NegativeInfinity => 0,
        double.PositiveInfinity => double.PositiveInfinity,
        _ => span > 0 ? (value - ideal) / span : 0,
    };
}
