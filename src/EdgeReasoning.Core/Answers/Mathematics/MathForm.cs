namespace EdgeReasoning.Answers.Mathematics;

/// <summary>What an answer is: a number, or parts held together by a shape, such as <c>(]</c> for a half-open interval or <c>{}</c> for a set.</summary>
internal sealed class MathForm
{
    private const string SetShape = "{}";

    private string? _key;

    private MathForm(string shape, MathNumber? number, MathForm[] parts)
    {
        Shape = shape;
        Number = number;
        Parts = parts;
    }

    public static MathForm Infinity { get; } = Symbol("∞");

    public static MathForm MinusInfinity { get; } = Symbol("-∞");

    public string Shape { get; }

    public MathNumber? Number { get; }

    public MathForm[] Parts { get; }

    /// <summary>Equal forms have equal keys. Made when asked for, as most numbers are only steps of a calculation.</summary>
    public string Key => _key ??= Number is { } value ? value.Key() : Shape + "[" + string.Join(';', Parts.Select(p => p.Key)) + "]";

    public static MathForm Of(MathNumber number) => new("", number, []);

    /// <summary>The number, or null where it overflows or is undefined.</summary>
    public static MathForm? Finite(MathNumber number) => number.IsFinite ? Of(number) : null;

    public static MathForm Symbol(string name) => new(name, null, []);

    public static MathForm Ordered(string shape, params MathForm[] parts) => new(shape, null, parts);

    /// <summary>Parts whose order and repetition do not count.</summary>
    public static MathForm Unordered(string shape, IEnumerable<MathForm> parts) =>
        new(shape, null, [.. parts.DistinctBy(p => p.Key).OrderBy(p => p.Key, StringComparer.Ordinal)]);

    public static MathForm Set(IEnumerable<MathForm> parts) => Unordered(SetShape, parts);

    public bool IsNear(MathForm other, double tolerance)
    {
        if (Key == other.Key) return true;
        if (Number is { } a && other.Number is { } b) return a.IsNear(b, tolerance);
        if (Number is not null || other.Number is not null || Shape != other.Shape || Parts.Length != other.Parts.Length) return false;
        if (Shape != SetShape) return Parts.Zip(other.Parts).All(pair => pair.First.IsNear(pair.Second, tolerance));

        var left = other.Parts.ToList();
        foreach (MathForm part in Parts)
        {
            int match = left.FindIndex(candidate => part.IsNear(candidate, tolerance));
            if (match < 0) return false;
            left.RemoveAt(match);
        }

        return true;
    }
}
