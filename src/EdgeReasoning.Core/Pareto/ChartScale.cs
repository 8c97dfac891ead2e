namespace EdgeReasoning.Pareto;

/// <summary>Maps values of an axis to places on the page, with round numbers at its marks.</summary>
internal sealed class ChartScale
{
    private const int WantedMarks = 6;

    private readonly double _step;
    private readonly double _first;
    private readonly double _last;
    private readonly double _start;
    private readonly double _end;

    /// <param name="values">What the axis must hold.</param>
    /// <param name="start">The place of its low end.</param>
    /// <param name="end">The place of its high end.</param>
    public ChartScale(IReadOnlyCollection<double> values, double start, double end)
    {
        double low = values.DefaultIfEmpty(0).Min();
        double high = values.DefaultIfEmpty(1).Max();
        if (high <= low)
            (low, high) = (low - Math.Max(1, Math.Abs(low)), high + Math.Max(1, Math.Abs(high)));
        _step = RoundStep((high - low) / WantedMarks);
        _first = Math.Floor(low / _step);
        _last = Math.Ceiling(high / _step);
        (_start, _end) = (start, end);
    }

    public double Place(double value) => _start + (((value / _step) - _first) / (_last - _first) * (_end - _start));

    public IEnumerable<double> Marks()
    {
        for (double mark = _first; mark <= _last; mark++)
            yield return mark * _step;
    }

    // 1, 2 or 5 times a power of ten.
    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        double digit = step / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }
}
