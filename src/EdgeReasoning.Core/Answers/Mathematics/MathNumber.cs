using System.Globalization;
using System.Numerics;

namespace EdgeReasoning.Answers.Mathematics;

/// <summary>
/// The value of an expression: exact where it is rational, and always its numeric values at three fixed points, where every variable has a value
/// drawn from its name. Two expressions that agree at three such points to nine digits are taken for the same function.
/// </summary>
internal readonly record struct MathNumber(BigRational? Exact, Complex First, Complex Second, Complex Third)
{
    private const int Digits = 9;
    private const double Noise = 1e-13;

    /// <summary>Whether it has the same value at all points, as sin²x + cos²x has apart from rounding.</summary>
    public bool IsConstant => IsNear(First, Second, Noise) && IsNear(Second, Third, Noise);

    public bool IsFinite => Exact is not null || (Complex.IsFinite(First) && Complex.IsFinite(Second) && Complex.IsFinite(Third));

    public static MathNumber Of(BigRational value) => Constant(value.ToDouble()) with { Exact = value };

    public static MathNumber Of(long value) => Of(BigRational.Of(value));

    public static MathNumber Constant(Complex value) => new(null, value, value, value);

    public static MathNumber Variable(string name) => new(null, Sample(name, 1), Sample(name, 2), Sample(name, 3));

    public static MathNumber operator +(MathNumber a, MathNumber b) =>
        Combine(a, b, Complex.Add) with { Exact = a.Exact is { } x && b.Exact is { } y ? BigRational.Add(x, y) : null };

    public static MathNumber operator *(MathNumber a, MathNumber b) =>
        Combine(a, b, Complex.Multiply) with { Exact = a.Exact is { } x && b.Exact is { } y ? BigRational.Multiply(x, y) : null };

    public static MathNumber operator /(MathNumber a, MathNumber b) =>
        Combine(a, b, Complex.Divide) with { Exact = a.Exact is { } x && b.Exact is { } y ? BigRational.Divide(x, y) : null };

    public static MathNumber operator -(MathNumber a) => Of(-1) * a;

    public static MathNumber Power(MathNumber a, MathNumber b)
    {
        BigRational? exact = a.Exact is { } x && b.Exact is { } y ? BigRational.Power(x, y) : null;
        if (exact is { } known) return Of(known);
        // The odd root of a negative number is the real one that school means, not the principal one.
        bool realRoot = a.Exact is { Sign: < 0 } && b.Exact is { IsInteger: false } e && !e.Denominator.IsEven;
        if (!realRoot) return Combine(a, b, Pow);
        MathNumber positive = Combine(-a, b, Pow);
        return b.Exact!.Value.Numerator.IsEven ? positive : -positive;
    }

    public MathNumber Apply(Func<Complex, Complex> function) => new(null, function(First), function(Second), function(Third));

    /// <summary>The text that equal values share.</summary>
    public string Key()
    {
        if ((Exact ?? Rational()) is { } exact) return exact.ToString();
        return IsConstant ? "~" + Rounded(First) : $"~{Rounded(First)}~{Rounded(Second)}~{Rounded(Third)}";
    }

    public bool IsNear(MathNumber other, double tolerance) =>
        IsNear(First, other.First, tolerance) && IsNear(Second, other.Second, tolerance) && IsNear(Third, other.Third, tolerance);

    private static bool IsNear(Complex a, Complex b, double tolerance) =>
        (a - b).Magnitude <= tolerance * Math.Max(a.Magnitude, b.Magnitude);

    private static MathNumber Combine(MathNumber a, MathNumber b, Func<Complex, Complex, Complex> combine) =>
        new(null, combine(a.First, b.First), combine(a.Second, b.Second), combine(a.Third, b.Third));

    private static Complex Pow(Complex a, Complex b)
    {
        // Small whole powers by multiplication: Complex.Pow goes through a logarithm and loses digits.
        if (b.Imaginary == 0 && Math.Abs(b.Real) <= 64 && b.Real == Math.Floor(b.Real))
        {
            Complex product = Complex.One;
            for (int i = 0; i < Math.Abs(b.Real); i++) product *= a;
            return b.Real < 0 ? Complex.One / product : product;
        }

        return b == 0.5 ? Complex.Sqrt(a) : Complex.Pow(a, b);
    }

    /// <summary>A value between 0.5 and 2.5, positive so that √(x²) = x, from FNV-1a over the name.</summary>
    private static Complex Sample(string name, uint point)
    {
        ulong hash = 14695981039346656037UL ^ point;
        foreach (char c in name) hash = (hash ^ c) * 1099511628211UL;
        hash = (hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9UL;
        return 0.5 + (2 * ((hash ^ (hash >> 32)) >> 11) / (double)(1UL << 53));
    }

    /// <summary>The simple fraction that a constant computed numerically stands for, as ½ for sin 30°.</summary>
    private BigRational? Rational()
    {
        double value = First.Real, tolerance = 4e-13 * Math.Max(1, Math.Abs(value));
        if (!IsConstant || Math.Abs(First.Imaginary) > tolerance || !(Math.Abs(value) < 1e9)) return null;
        // Larger denominators would sooner or later fit any number.
        double mostDenominator = Math.Min(1000, Math.Sqrt(1e-7 / tolerance));
        double p0 = 1, q0 = 0, p1 = Math.Floor(value), q1 = 1, rest = value - p1;
        while (Math.Abs(value - (p1 / q1)) > tolerance)
        {
            rest = 1 / rest;
            double digit = Math.Floor(rest);
            rest -= digit;
            (p0, q0, p1, q1) = (p1, q1, (digit * p1) + p0, (digit * q1) + q0);
            if (!(q1 <= mostDenominator)) return null;
        }

        return BigRational.Create(new BigInteger(p1), new BigInteger(q1));
    }

    private static string Rounded(Complex value)
    {
        // Both parts on the grid of the larger one, or the noise of the smaller would count.
        double scale = Math.Pow(10, Math.Floor(Math.Log10(value.Magnitude)) - Digits + 1);
        if (value.Magnitude == 0 || !double.IsFinite(scale) || scale == 0) return value.Magnitude == 0 ? "0" : value.Magnitude.ToString("G9", CultureInfo.InvariantCulture);
        string real = Part(value.Real), imaginary = Part(value.Imaginary);
        return imaginary == "0" ? real : $"{real}+{imaginary}i";

        // Adding zero turns −0 into 0.
        string Part(double part) => (Math.Round(part / scale) * scale + 0.0).ToString("G" + Digits, CultureInfo.InvariantCulture);
    }
}
