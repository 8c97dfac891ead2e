using EdgeReasoning.Answers.Mathematics;

namespace EdgeReasoning.Answers;

internal sealed class ToleranceEquality : AnswerEquality
{
    private readonly double _tolerance;

    public ToleranceEquality(double relativeTolerance)
    {
        if (relativeTolerance is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(relativeTolerance), relativeTolerance, "The tolerance is a share above 0 and below 1; give 0.001 for a tenth of a percent.");
        _tolerance = relativeTolerance;
    }

    public override string? KeyOf(string answer) => null;

    public override bool Equals(string? x, string? y)
    {
        if (x is null || y is null || Mathematical.Equals(x, y)) return x is null == y is null;
        return MathParser.Parse(x) is { } left && MathParser.Parse(y) is { } right && left.IsNear(right, _tolerance);
    }
}
