namespace EdgeReasoning.Answers.Mathematics;

/// <summary>What relations between expressions amount to: a value, an interval, or a curve.</summary>
internal static class MathRelations
{
    /// <summary>An assignment or a chain of constants is its last side; other equations are the same when one is a multiple of the other.</summary>
    public static MathForm? Equation(List<MathForm> sides, bool assigns)
    {
        MathForm last = sides[^1];
        if (assigns) return last;
        if (sides.TrueForAll(s => s.Number is { IsConstant: true })) return last;
        if (sides.Count != 2 || sides[0].Number is not { } left || last.Number is not { } right) return null;
        MathNumber difference = left + -right;
        if (difference.First.Magnitude < 1e-12) return null;
        MathNumber shape = difference / MathNumber.Constant(difference.First);
        return MathForm.Ordered("=0", MathForm.Of(shape));
    }

    /// <summary>A bound on one variable, or a pair of bounds around it, is an interval.</summary>
    public static MathForm? Inequality(List<MathForm> sides, List<string?> names, List<char> relations)
    {
        if (relations is ['≠']) return names[0] is null ? null : MathForm.Ordered("≠", sides[1]);
        if (relations is [var single])
        {
            if (names[0] is not null) return Bound(single, sides[1]);
            return names[1] is not null ? Bound(Turned(single), sides[0]) : null;
        }

        if (relations is not [var first, var second] || names[1] is null) return null;
        if (first is '<' or '≤' && second is '<' or '≤') return Interval(first == '≤', sides[0], sides[2], second == '≤');
        if (first is '>' or '≥' && second is '>' or '≥') return Interval(second == '≥', sides[2], sides[0], first == '≥');
        return null;
    }

    private static MathForm? Bound(char relation, MathForm value) => relation switch
    {
        '<' or '≤' => Interval(false, MathForm.MinusInfinity, value, relation == '≤'),
        '>' or '≥' => Interval(relation == '≥', value, MathForm.Infinity, false),
        _ => null,
    };

    private static char Turned(char relation) => relation switch { '<' => '>', '>' => '<', '≤' => '≥', '≥' => '≤', _ => relation };

    private static MathForm Interval(bool withLower, MathForm lower, MathForm upper, bool withUpper) =>
        MathForm.Ordered((withLower ? "[" : "(") + (withUpper ? "]" : ")"), lower, upper);
}
