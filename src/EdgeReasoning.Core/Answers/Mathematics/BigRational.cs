using System.Globalization;
using System.Numerics;

namespace EdgeReasoning.Answers.Mathematics;

/// <summary>An exact fraction in lowest terms with a positive denominator.</summary>
internal readonly record struct BigRational
{
    /// <summary>Numbers longer than this are not kept exactly, so that no input can make one that is slow to compute with.</summary>
    private const int MaxBits = 4096;

    private BigRational(BigInteger numerator, BigInteger denominator)
    {
        Numerator = numerator;
        Denominator = denominator;
    }

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public bool IsInteger => Denominator.IsOne;

    public int Sign => Numerator.Sign;

    public static BigRational? Create(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero || Bits(numerator) > MaxBits || Bits(denominator) > MaxBits) return null;
        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        return new BigRational(numerator / divisor, denominator / divisor);
    }

    public static BigRational Of(long value) => new(value, BigInteger.One);

    public static BigRational? Add(BigRational a, BigRational b) =>
        Create((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static BigRational? Multiply(BigRational a, BigRational b) => Create(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static BigRational? Divide(BigRational a, BigRational b) => Create(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static BigRational? Power(BigRational value, BigRational exponent)
    {
        if (BigInteger.Abs(exponent.Numerator) > MaxBits || exponent.Denominator > 64) return null;
        int power = (int)exponent.Numerator;
        if (power < 0) return Divide(Of(1), value) is { } inverse ? Power(inverse, Create(-exponent.Numerator, exponent.Denominator)!.Value) : null;
        if (Root(value, (int)exponent.Denominator) is not { } root) return null;
        return (Bits(root.Numerator) + Bits(root.Denominator)) * (long)power > MaxBits && !BigInteger.Abs(root.Numerator).IsOne
            ? null
            : Create(BigInteger.Pow(root.Numerator, power), BigInteger.Pow(root.Denominator, power));
    }

    public double ToDouble()
    {
        // Shifted to at most 1000 bits each, which doubles hold, before dividing.
        int shift = (int)Math.Max(0, Math.Max(Bits(Numerator), Bits(Denominator)) - 1000);
        BigInteger denominator = Denominator >> shift;
        return denominator.IsZero ? Sign * double.PositiveInfinity : (double)(Numerator >> shift) / (double)denominator;
    }

    public override string ToString() => IsInteger
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    /// <summary>The value as a decimal where that ends within a hundred places, else as a fraction.</summary>
    public string ToPlain()
    {
        BigInteger scale = BigInteger.One;
        for (int places = 0; places <= 100; places++, scale *= 10)
        {
            if (!(scale % Denominator).IsZero) continue;
            string digits = (BigInteger.Abs(Numerator) * (scale / Denominator)).ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
            string sign = Sign < 0 ? "-" : "";
            return places == 0 ? sign + digits : $"{sign}{digits[..^places]}.{digits[^places..]}";
        }

        return ToString();
    }

    private static BigRational? Root(BigRational value, int degree)
    {
        if (degree == 1) return value;
        if (value.Sign < 0 && degree % 2 == 0) return null;
        return IntegerRoot(value.Numerator, degree) is { } n && IntegerRoot(value.Denominator, degree) is { } d ? Create(n, d) : null;
    }

    private static BigInteger? IntegerRoot(BigInteger value, int degree)
    {
        if (value.Sign < 0) return -IntegerRoot(-value, degree);
        BigInteger low = BigInteger.Zero, high = BigInteger.One << (int)((Bits(value) / degree) + 1);
        while (low < high)
        {
            BigInteger middle = (low + high) >> 1;
            if (BigInteger.Pow(middle, degree) < value) low = middle + 1;
            else high = middle;
        }

        return BigInteger.Pow(low, degree) == value ? low : null;
    }

    private static long Bits(BigInteger value) => BigInteger.Abs(value).GetBitLength();
}
