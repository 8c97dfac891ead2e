namespace EdgeReasoning.Pareto;

/// <summary>Maps values of an axis to places on the page, with round numbers at its marks.</summary>
internal sealed class ChartScale
{
    private const int WantedMarks = 6;

    // A logarithmic axis of fewer decades has marks between the powers of ten.
    private const double FewDecades = 2.5;

    private readonly bool _isLogarithmic;
    private readonly double _step;
    private readonly double _first;
    private readonly double _last;
    private readonly double _start;
    private readonly double _end;

    /// <param name="values">What the axis must hold; all above 0 where it is logarithmic.</param>
    /// <param name="start">The place of its low end.</param>
    /// <param name="end">The place of its high end.</param>
    /// <param name="isLogarithmic">Whether equal distances are equal ratios.</param>
    public ChartScale(IReadOnlyCollection<double> values, double start, double end, bool isLogarithmic = false)
    {
        _isLogarithmic = isLogarithmic;
        double low = Turn(values.DefaultIfEmpty(isLogarithmic ? 1 : 0).Min());
        double high = Turn(values.DefaultIfEmpty(isLogarithmic ? 10 : 1).Max());
        if (high <= low)
            (low, high) = isLogarithmic ? (low - 0.5, high + 0.5) : (low - Math.Max(1, Math.Abs(low)), high + Math.Max(1, Math.Abs(high)));
        // Counted in steps. A linear axis ends at marks, a logarithmic one a little beyond its values.
        _step = isLogarithmic ? 1 : RoundStep((high - low) / WantedMarks);
        _first = isLogarithmic ? low - (0.04 * (high - low)) : Math.Floor(low / _step);
        _last = isLogarithmic ? high + (0.04 * (high - low)) : Math.Ceiling(high / _step);
        (_start, _end) = (start, end);
    }

    public double Place(double value) => _start + (((Turn(value) / _step) - _first) / (_last - _first) * (_end - _start));

    public IEnumerable<double> Marks() => _isLogarithmic ? LogarithmicMarks() : LinearMarks();

    private IEnumerable<double> LinearMarks()
    {
        for (double mark = _first; mark <= _last; mark++)
            yield return mark * _step;
    }

    private IEnumerable<double> LogarithmicMarks()
    {
        double[] digits = _last - _first > FewDecades ? [1] : [1, 2, 5];
        for (double power = Math.Floor(_first); power <= _last; power++)
        {
            foreach (double digit in digits)
            {
                double mark = digit * Math.Pow(10, power);
                if (Turn(mark) >= _first && Turn(mark) <= _last)
                    yield return mark;
            }
        }
    }

    private double Turn(double value) => _isLogarithmic ? Math.Log10(value) : value;

    // 1, 2 or 5 times a power of ten.
    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        double digit = step / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }
}
