using System.Numerics;

namespace EdgeReasoning.Answers.Mathematics;

/// <summary>
/// Reads an expression by its operators, from the loosest to the tightest, and computes its value on the way. Null wherever it is not one, or nests
/// too deeply.
/// </summary>
internal sealed class MathExpressionParser
{
    private const int MaxDepth = 40;

    private readonly MathScanner _scanner;
    private readonly bool _minus;
    private readonly MathAtomParser _atoms;
    private int _depth;

    /// <param name="scanner">The text.</param>
    /// <param name="elements">Reads the comma-separated contents of brackets.</param>
    /// <param name="minus">Whether ± is read as −.</param>
    public MathExpressionParser(MathScanner scanner, Func<List<MathForm>?> elements, bool minus)
    {
        _scanner = scanner;
        _minus = minus;
        _atoms = new MathAtomParser(scanner, this, elements);
    }

    /// <summary>Degree signs read so far, by which a function learns that its argument had one.</summary>
    public int DegreeSigns { get; private set; }

    /// <summary>Terms added and subtracted; or, alone, a tuple, a set, an interval or infinity.</summary>
    public MathForm? Sum()
    {
        if (Term() is not { } left) return null;
        while (true)
        {
            char c = _scanner.Peek();
            if (c is '±' or '∓') c = (c == '∓') ^ _minus ? '-' : '+';
            if (c is not ('+' or '-')) return left;
            _scanner.Position++;
            if (left.Number is not { } a || Term()?.Number is not { } b) return null;
            if (MathForm.Finite(c == '+' ? a + b : a + -b) is not { } sum) return null;
            left = sum;
        }
    }

    private MathForm? Term()
    {
        int start = StartOf();
        if (Factor() is not { } left) return null;
        while (true)
        {
            char c = _scanner.Peek();
            bool divides = c == '/', times = c == '*';
            if (!divides && !times && !StartsFactor(c)) return left;
            // "5 km/h": the slash belongs to the unit.
            if (divides && IsUnitAfterSlash()) return left;
            if (divides || times) _scanner.Position++;
            bool mixed = !divides && !times && IsIntegerLiteral(start) && IsProperFraction();
            if (left.Number is not { } a || (divides || times ? Factor() : Power())?.Number is not { } b) return null;
            // The minus of a mixed number covers both of its parts.
            if (mixed) b = a.Exact is { Sign: < 0 } ? a + -b : a + b;
            if (MathForm.Finite(mixed ? b : divides ? a / b : a * b) is not { } product) return null;
            left = product;
        }
    }

    private MathForm? Factor()
    {
        bool negative = false;
        while (_scanner.Peek() is '+' or '-' or '±' or '∓')
        {
            char c = _scanner.Text[_scanner.Position++];
            if (c == '-' || (c == '±' && _minus) || (c == '∓' && !_minus)) negative = !negative;
        }

        MathForm? value = MixedNumber() ?? Power();
        if (!negative || value is null) return value;
        if (ReferenceEquals(value, MathForm.Infinity)) return MathForm.MinusInfinity;
        return value.Number is { } number ? MathForm.Finite(-number) : null;
    }

    /// <summary>A plain "3 1/2".</summary>
    private MathForm? MixedNumber()
    {
        int start = StartOf();
        if (!char.IsAsciiDigit(_scanner.Peek())) return null;
        string whole = _scanner.Digits();
        bool blank = _scanner.Position < _scanner.Text.Length && _scanner.Text[_scanner.Position] == ' ';
        _scanner.Peek();
        string top = blank ? _scanner.Digits() : "";
        string bottom = top.Length > 0 && _scanner.TryTake('/') ? _scanner.Digits() : "";
        if (bottom.Length == 0 || whole.Length + top.Length + bottom.Length > 100)
        {
            _scanner.Position = start;
            return null;
        }

        BigInteger denominator = Integer(bottom);
        return BigRational.Create((Integer(whole) * denominator) + Integer(top), denominator) is { } value ? MathForm.Of(MathNumber.Of(value)) : null;
    }

    public MathForm? Power()
    {
        MathForm? @base = Postfix();
        if (@base is null || !_scanner.TryTake('^')) return @base;
        bool negative = _scanner.TryTake('-');
        if (@base.Number is not { } value || Nested(Power)?.Number is not { } exponent) return null;
        return MathForm.Finite(MathNumber.Power(value, negative ? -exponent : exponent));
    }

    public MathForm? Postfix()
    {
        MathForm? value = _atoms.Primary();
        while (value is not null)
        {
            if (_scanner.TryTake('°'))
            {
                DegreeSigns++;
                if (_scanner.Peek() is 'C' or 'F') _scanner.Position++;
            }
            else if (_scanner.TryTake('!'))
            {
                value = value.Number is { } n && MathFunctions.Factorial(n) is { } product ? MathForm.Of(product) : null;
            }
            else
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Reads one level deeper, unless that is too deep.</summary>
    public MathForm? Nested(Func<MathForm?> read)
    {
        if (_depth >= MaxDepth) return null;
        _depth++;
        MathForm? result = read();
        _depth--;
        return result;
    }

    /// <summary>Whether a factor begins here that multiplies without a sign.</summary>
    public bool StartsFactor(char c) =>
        c is '(' or '[' or '{' or '√' or 'π' || (char.IsAsciiLetter(c) && !_scanner.IsAtWord() && _scanner.Run() is not ("and" or "or")) || (c == '\\' && !IsRowEnd());

    private bool IsRowEnd()
    {
        ReadOnlySpan<char> rest = _scanner.Text.AsSpan(_scanner.Position);
        return rest.StartsWith("\\\\", StringComparison.Ordinal) || rest.StartsWith("\\end", StringComparison.Ordinal);
    }

    private bool IsUnitAfterSlash()
    {
        int slash = _scanner.Position++;
        bool word = _scanner.IsAtWord();
        _scanner.Position = slash;
        return word;
    }

    private int StartOf()
    {
        _scanner.Peek();
        return _scanner.Position;
    }

    private bool IsIntegerLiteral(int start) =>
        !_scanner.Text.AsSpan(start, _scanner.Position - start).Trim().TrimStart("+-").ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether a \frac of two written whole numbers comes next, the first the smaller one, as in 3\frac{1}{2}.</summary>
    private bool IsProperFraction()
    {
        int start = _scanner.Position;
        bool fraction = _scanner.TryTake('\\') && _scanner.TakeName() == "frac";
        BigInteger top = fraction ? Literal() : 0, bottom = fraction ? Literal() : 0;
        _scanner.Position = start;
        return top > 0 && top < bottom;

        BigInteger Literal()
        {
            if (!_scanner.TryTake('{')) return char.IsAsciiDigit(_scanner.Peek()) ? _scanner.Text[_scanner.Position++] - '0' : 0;
            _scanner.Peek();
            string digits = _scanner.Digits();
            return digits.Length > 0 && _scanner.TryTake('}') ? Integer(digits) : 0;
        }
    }

    private static BigInteger Integer(string digits) => BigInteger.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
}
