namespace EdgeReasoning.Pareto;

/// <summary>Points in one array, row by row, turned so that smaller is better on every axis.</summary>
internal readonly struct PointMatrix(double[] values, int count, int dimensions)
{
    public int Count { get; } = count;

    public int Dimensions { get; } = dimensions;

    public ReadOnlySpan<double> this[int row] => values.AsSpan(row * Dimensions, Dimensions);

    public double At(int row, int axis) => values[(row * Dimensions) + axis];

    /// <summary>0 minus the value instead of its negation, so that 0 stays 0 and does not become −0.</summary>
    public static double Orient(double value, Direction direction) => direction == Direction.Maximize ? 0.0 - value : value;

    /// <summary>Copies and checks the points of a caller.</summary>
    /// <param name="points">The points, all of the same length.</param>
    /// <param name="directions">One per axis; empty minimises all.</param>
    /// <param name="dimensions">The length they must have; null takes that of the first point.</param>
    /// <param name="parameterName">What the caller calls the points.</param>
    public static PointMatrix From(IReadOnlyList<double[]> points, ReadOnlySpan<Direction> directions, int? dimensions, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(points, parameterName);
        int length = dimensions ?? (points.Count > 0 && points[0] is { } first ? first.Length : Math.Max(1, directions.Length));
        if (length == 0)
            throw new ArgumentException("The points have no values; give at least one objective.", parameterName);
        if (!directions.IsEmpty && directions.Length != length)
            throw new ArgumentException($"There are {directions.Length} directions for {length} values; give one each, or none to minimise all.", nameof(directions));

        var values = new double[points.Count * length];
        for (int row = 0; row < points.Count; row++)
        {
            double[] point = points[row] ?? throw new ArgumentException($"Point {row} is null.", parameterName);
            if (point.Length != length)
                throw new ArgumentException($"Point {row} has {point.Length} values where {length} are expected; give all points the same length.", parameterName);
            for (int axis = 0; axis < length; axis++)
                values[(row * length) + axis] = directions.IsEmpty ? point[axis] : Orient(point[axis], directions[axis]);
        }

        return new PointMatrix(values, points.Count, length);
    }

    public PointMatrix Select(ReadOnlySpan<int> rows)
    {
        var selected = new double[rows.Length * Dimensions];
        for (int i = 0; i < rows.Length; i++)
            this[rows[i]].CopyTo(selected.AsSpan(i * Dimensions));
        return new PointMatrix(selected, rows.Length, Dimensions);
    }

    /// <summary>The rows without a NaN, ascending.</summary>
    public int[] ComparableRows()
    {
        var rows = new int[Count];
        int found = 0;
        for (int row = 0; row < Count; row++)
        {
            if (!HasNaN(this[row]))
                rows[found++] = row;
        }

        return found == Count ? rows : rows[..found];
    }

    public static bool HasNaN(ReadOnlySpan<double> point)
    {
        foreach (double value in point)
        {
            if (double.IsNaN(value))
                return true;
        }

        return false;
    }
}
