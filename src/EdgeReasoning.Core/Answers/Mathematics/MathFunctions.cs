using System.Numerics;

namespace EdgeReasoning.Answers.Mathematics;

/// <summary>The named functions of expressions.</summary>
internal static class MathFunctions
{
    private static readonly Dictionary<string, Func<Complex, Complex>> OfOne = new(StringComparer.Ordinal)
    {
        ["sin"] = Complex.Sin,
        ["cos"] = Complex.Cos,
        ["tan"] = Complex.Tan,
        ["cot"] = z => Complex.One / Complex.Tan(z),
        ["sec"] = z => Complex.One / Complex.Cos(z),
        ["csc"] = z => Complex.One / Complex.Sin(z),
        ["arcsin"] = Complex.Asin,
        ["arccos"] = Complex.Acos,
        ["arctan"] = Complex.Atan,
        ["sinh"] = Complex.Sinh,
        ["cosh"] = Complex.Cosh,
        ["tanh"] = Complex.Tanh,
        ["exp"] = Complex.Exp,
        ["ln"] = Complex.Log,
        ["log"] = z => Complex.Log(z) / Math.Log(10),
        ["lg"] = z => Complex.Log(z) / Math.Log(10),
    };

    public static bool Has(string name) => OfOne.ContainsKey(name);

    /// <summary>Whether a degree sign in the argument means an angle.</summary>
    public static bool TakesAngle(string name) => name is "sin" or "cos" or "tan" or "cot" or "sec" or "csc";

    public static MathNumber Apply(string name, MathNumber argument) => argument.Apply(OfOne[name]);

    public static MathNumber Logarithm(MathNumber value, MathNumber @base) => value.Apply(Complex.Log) / @base.Apply(Complex.Log);

    public static MathNumber Root(MathNumber value, MathNumber degree) => MathNumber.Power(value, MathNumber.Of(1) / degree);

    public static MathNumber Absolute(MathNumber value) =>
        value.Exact is { } exact ? (exact.Sign < 0 ? -value : value) : value.Apply(z => z.Magnitude);

    public static MathNumber? Factorial(MathNumber value)
    {
        if (value.Exact is not { IsInteger: true } exact || exact.Sign < 0 || exact.Numerator > 200) return null;
        BigInteger product = BigInteger.One;
        for (int i = 2; i <= (int)exact.Numerator; i++) product *= i;
        return BigRational.Create(product, BigInteger.One) is { } result ? MathNumber.Of(result) : null;
    }

    public static MathNumber? Binomial(MathNumber n, MathNumber k)
    {
        if (n.Exact is not { IsInteger: true } top || k.Exact is not { IsInteger: true } bottom) return null;
        if (bottom.Sign < 0 || bottom.Numerator > top.Numerator || top.Numerator > 500) return null;
        BigInteger product = BigInteger.One;
        for (int i = 1; i <= (int)bottom.Numerator; i++) product = product * (top.Numerator - bottom.Numerator + i) / i;
        return BigRational.Create(product, BigInteger.One) is { } result ? MathNumber.Of(result) : null;
    }

    public static MathNumber? Floor(MathNumber value, bool up)
    {
        if (value.Exact is not { } exact) return null;
        BigInteger floor = BigInteger.DivRem(exact.Numerator - (exact.Sign < 0 ? exact.Denominator - 1 : 0), exact.Denominator).Quotient;
        return BigRational.Create(up && !exact.IsInteger ? floor + 1 : floor, BigInteger.One) is { } result ? MathNumber.Of(result) : null;
    }
}
