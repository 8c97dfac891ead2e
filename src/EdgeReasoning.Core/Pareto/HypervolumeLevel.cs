namespace EdgeReasoning.Pareto;

/// <summary>The points of one number of dimensions while they are swept.</summary>
internal sealed class HypervolumeLevel
{
    public double[] Points { get; private set; } = [];

    public double[] Keys { get; private set; } = [];

    public int[] Order { get; private set; } = [];

    public void Reserve(int count, int dimensions)
    {
        if (Order.Length >= count)
            return;
        int capacity = Math.Max(count, Order.Length * 2);
        Points = new double[capacity * dimensions];
        Keys = new double[capacity];
        Order = new int[capacity];
    }

    /// <summary>Orders the points by their last value.</summary>
    public void Sort(int count, int dimensions)
    {
        for (int i = 0; i < count; i++)
        {
            Keys[i] = Points[(i * dimensions) + dimensions - 1];
            Order[i] = i;
        }

        Array.Sort(Keys, Order, 0, count);
    }

    /// <summary>Takes the point after the first <paramref name="count"/> in, unless one of them covers it, and those out that it covers.</summary>
    public int KeepNonDominated(int count, int dimensions)
    {
        ReadOnlySpan<double> added = Points.AsSpan(count * dimensions, dimensions);
        for (int i = 0; i < count; i++)
        {
            if (Dominance.WeaklyDominates(Points.AsSpan(i * dimensions, dimensions), added))
                return count;
        }

        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            Span<double> point = Points.AsSpan(i * dimensions, dimensions);
            if (!Dominance.WeaklyDominates(added, point))
                point.CopyTo(Points.AsSpan(kept++ * dimensions));
        }

        added.CopyTo(Points.AsSpan(kept * dimensions));
        return kept + 1;
    }
}
