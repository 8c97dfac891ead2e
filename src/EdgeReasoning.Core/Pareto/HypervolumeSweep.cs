namespace EdgeReasoning.Pareto;

/// <summary>Exact hypervolume of oriented points by sweeping, one workspace for many calls. Not thread-safe.</summary>
/// <remarks>
/// Two axes: a staircase, O(n log n). Three: the third axis is swept over the staircase of the other two (Fonseca, Paquete and
/// López-Ibáñez, 2006), O(n log n). From four on: the points in the order of the last axis, each adding its exclusive volume in one
/// axis less (While, Bradstreet and Barone, WFG with slicing, 2012), O(n² log n) for four.
/// All points are finite and strictly below the reference; dominated ones do no harm.
/// </remarks>
internal sealed class HypervolumeSweep(double[] reference)
{
    private readonly StaircaseTree _staircase = new();
    private readonly Level[] _levels = [.. Enumerable.Range(0, reference.Length + 1).Select(_ => new Level())];

    /// <summary>The volume between the points and the reference.</summary>
    public double Volume(PointMatrix points)
    {
        Level level = _levels[points.Dimensions];
        level.Reserve(points.Count, points.Dimensions);
        for (int row = 0; row < points.Count; row++)
            points[row].CopyTo(level.Points.AsSpan(row * points.Dimensions));
        return Volume(points.Count, points.Dimensions);
    }

    /// <summary>The volume that a point covers and no other of the points does.</summary>
    public double Exclusive(PointMatrix points, int row)
    {
        int dimensions = points.Dimensions;
        Level level = _levels[dimensions];
        level.Reserve(points.Count, dimensions);
        int count = 0;
        for (int other = 0; other < points.Count; other++)
        {
            if (other != row)
                Limit(points[other], points[row], level.Points.AsSpan(count++ * dimensions, dimensions));
        }

        return Box(points[row]) - Volume(count, dimensions);
    }

    // Of the points in the level of that many dimensions.
    private double Volume(int count, int dimensions)
    {
        if (count == 0)
            return 0;

        Level level = _levels[dimensions];
        level.Sort(count, dimensions);
        return dimensions switch
        {
            1 => reference[0] - level.Keys[0],
            2 => Area(level, count),
            3 => SweepSpace(level, count),
            _ => Slice(level, count, dimensions),
        };
    }

    private double Area(Level level, int count)
    {
        double area = 0;
        double right = reference[0];
        // By y ascending: each point adds what lies left of all before it.
        for (int i = 0; i < count; i++)
        {
            double x = level.Points[level.Order[i] * 2];
            if (x < right)
            {
                area += (right - x) * (reference[1] - level.Keys[i]);
                right = x;
            }
        }

        return area;
    }

    private double SweepSpace(Level level, int count)
    {
        _staircase.Clear();
        double volume = 0;
        double area = 0;
        for (int i = 0; i < count; i++)
        {
            int offset = level.Order[i] * 3;
            area += AddToStaircase(level.Points[offset], level.Points[offset + 1]);
            double next = i + 1 < count ? level.Keys[i + 1] : reference[2];
            volume += area * (next - level.Keys[i]);
        }

        return volume;
    }

    /// <summary>Puts a point into the staircase and returns the area that it adds.</summary>
    private double AddToStaircase(double x, double y)
    {
        int floor = _staircase.Floor(x);
        double height = floor >= 0 ? _staircase.Y(floor) : reference[1];
        if (floor >= 0 && height <= y)
            return 0;

        double area = 0;
        double left = x;
        int next = _staircase.After(floor);
        while (next >= 0 && _staircase.Y(next) >= y)
        {
            area += (_staircase.X(next) - left) * (height - y);
            (left, height) = (_staircase.X(next), _staircase.Y(next));
            int covered = next;
            next = _staircase.Next(covered);
            _staircase.Remove(covered);
        }

        area += ((next >= 0 ? _staircase.X(next) : reference[0]) - left) * (height - y);
        if (floor >= 0 && _staircase.X(floor) == x)
        {
            int covered = floor;
            floor = _staircase.Previous(covered);
            _staircase.Remove(covered);
        }

        _staircase.Insert(x, y, floor, item: 0);
        return area;
    }

    private double Slice(Level level, int count, int dimensions)
    {
        int lower = dimensions - 1;
        double volume = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> point = level.Points.AsSpan(level.Order[i] * dimensions, lower);
            int limited = LimitEarlier(level, i, point);
            volume += (reference[lower] - level.Keys[i]) * (Box(point) - Volume(limited, lower));
        }

        return volume;
    }

    // The projections of the points before the i-th, cut to what they share with it, go into the next lower level.
    private int LimitEarlier(Level level, int i, ReadOnlySpan<double> point)
    {
        int lower = point.Length;
        Level target = _levels[lower];
        target.Reserve(i, lower);
        int count = 0;
        for (int earlier = 0; earlier < i; earlier++)
        {
            Span<double> limited = target.Points.AsSpan(count * lower, lower);
            Limit(level.Points.AsSpan(level.Order[earlier] * (lower + 1), lower), point, limited);
            // The sweeps skip a dominated point in O(log n); slicing pays a whole lower sweep for it.
            count = lower > 3 ? target.KeepNonDominated(count, lower) : count + 1;
        }

        return count;
    }

    private static void Limit(ReadOnlySpan<double> point, ReadOnlySpan<double> limit, Span<double> result)
    {
        for (int axis = 0; axis < result.Length; axis++)
            result[axis] = Math.Max(point[axis], limit[axis]);
    }

    private double Box(ReadOnlySpan<double> point)
    {
        double volume = 1;
        for (int axis = 0; axis < point.Length; axis++)
            volume *= reference[axis] - point[axis];
        return volume;
    }

    /// <summary>The points of one number of dimensions while they are swept.</summary>
    private sealed class Level
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
}
