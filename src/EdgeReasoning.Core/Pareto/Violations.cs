namespace EdgeReasoning.Pareto;

/// <summary>How far items are from meeting constraints of different units, as one number each.</summary>
internal static class Violations
{
    /// <summary>Per item the sum over the constraints, each scaled by its largest finite violation among the items.</summary>
    public static double[] Total<T>(T[] items, Constraint<T>[] constraints)
    {
        var total = new double[items.Length];
        foreach (Constraint<T> constraint in constraints)
        {
            ArgumentNullException.ThrowIfNull(constraint, nameof(constraints));
            double[] violations = Array.ConvertAll(items, constraint.Violation);
            double largest = violations.Where(double.IsFinite).DefaultIfEmpty(0).Max();
            for (int i = 0; i < items.Length; i++)
            {
                if (violations[i] != 0)
                    total[i] += violations[i] / (largest > 0 ? largest : 1);
            }
        }

        return total;
    }
}
