using System.Numerics;

namespace EdgeReasoning.Answers.Mathematics;

/// <summary>Reads an expression and computes its value on the way. Null wherever it is not one, or nests too deeply.</summary>
/// <param name="scanner">The text.</param>
/// <param name="elements">Reads the comma-separated contents of brackets.</param>
/// <param name="minus">Whether ± is read as −.</param>
internal sealed class MathExpressionParser(MathScanner scanner, Func<List<MathForm>?> elements, bool minus)
{
    private const int MaxDepth = 40;

    private int _depth;
    private int _brackets;
    private int _bars;
    private int _degreeSigns;

    /// <summary>Terms added and subtracted; or, alone, a tuple, a set, an interval or infinity.</summary>
    public MathForm? Sum()
    {
        if (Term() is not { } left) return null;
        while (true)
        {
            char c = scanner.Peek();
            if (c is '±' or '∓') c = (c == '∓') ^ minus ? '-' : '+';
            if (c is not ('+' or '-')) return left;
            scanner.Position++;
            if (left.Number is not { } a || Term()?.Number is not { } b) return null;
            if (Finite(c == '+' ? a + b : a + -b) is not { } sum) return null;
            left = sum;
        }
    }

    private MathForm? Term()
    {
        int start = StartOf();
        if (Factor() is not { } left) return null;
        while (true)
        {
            char c = scanner.Peek();
            bool divides = c == '/', times = c == '*';
            if (!divides && !times && !StartsFactor(c)) return left;
            // "5 km/h": the slash belongs to the unit.
            if (divides && IsUnitAfterSlash()) return left;
            if (divides || times) scanner.Position++;
            bool mixed = !divides && !times && IsIntegerLiteral(start) && IsProperFraction();
            if (left.Number is not { } a || (divides || times ? Factor() : Power())?.Number is not { } b) return null;
            // The minus of a mixed number covers both of its parts.
            if (mixed) b = a.Exact is { Sign: < 0 } ? a + -b : a + b;
            if (Finite(mixed ? b : divides ? a / b : a * b) is not { } product) return null;
            left = product;
        }
    }

    private MathForm? Factor()
    {
        bool negative = false;
        while (scanner.Peek() is '+' or '-' or '±' or '∓')
        {
            char c = scanner.Text[scanner.Position++];
            if (c == '-' || (c == '±' && minus) || (c == '∓' && !minus)) negative = !negative;
        }

        MathForm? value = MixedNumber() ?? Power();
        if (!negative || value is null) return value;
        if (ReferenceEquals(value, MathForm.Infinity)) return MathForm.MinusInfinity;
        return value.Number is { } number ? Finite(-number) : null;
    }

    /// <summary>A plain "3 1/2".</summary>
    private MathForm? MixedNumber()
    {
        int start = StartOf();
        if (!char.IsAsciiDigit(scanner.Peek())) return null;
        string whole = scanner.Digits();
        bool blank = scanner.Position < scanner.Text.Length && scanner.Text[scanner.Position] == ' ';
        scanner.Peek();
        string top = blank ? scanner.Digits() : "";
        string bottom = top.Length > 0 && scanner.TryTake('/') ? scanner.Digits() : "";
        if (bottom.Length == 0 || whole.Length + top.Length + bottom.Length > 100)
        {
            scanner.Position = start;
            return null;
        }

        BigInteger denominator = Integer(bottom);
        return BigRational.Create((Integer(whole) * denominator) + Integer(top), denominator) is { } value ? MathForm.Of(MathNumber.Of(value)) : null;
    }

    private MathForm? Power()
    {
        MathForm? @base = Postfix();
        if (@base is null || !scanner.TryTake('^')) return @base;
        bool negative = scanner.TryTake('-');
        if (@base.Number is not { } value || Nested(Power)?.Number is not { } exponent) return null;
        return Finite(MathNumber.Power(value, negative ? -exponent : exponent));
    }

    private MathForm? Postfix()
    {
        MathForm? value = Primary();
        while (value is not null)
        {
            if (scanner.TryTake('°'))
            {
                _degreeSigns++;
                if (scanner.Peek() is 'C' or 'F') scanner.Position++;
            }
            else if (scanner.TryTake('!'))
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

    private MathForm? Primary()
    {
        char c = scanner.Peek();
        if (char.IsAsciiDigit(c) || c == '.') return Number();
        if (char.IsAsciiLetter(c)) return Letters();
        switch (c)
        {
            case '(' or '[' or '{' or MathText.SetOpen:
                return Nested(Group);
            case '|' when _bars == 0:
                return Nested(Absolute);
            case '⌊' or '⌈':
                scanner.Position++;
                if (Nested(Sum)?.Number is not { } rounded || !scanner.TryTake(c == '⌊' ? '⌋' : '⌉')) return null;
                return MathFunctions.Floor(rounded, up: c == '⌈') is { } whole ? MathForm.Of(whole) : null;
            case '√':
                scanner.Position++;
                return Nested(Postfix)?.Number is { } radicand ? Finite(MathFunctions.Root(radicand, MathNumber.Of(2))) : null;
            case '\\':
                scanner.Position++;
                return Command(scanner.TakeName());
            default:
                MathForm? symbol = c switch
                {
                    '∞' => MathForm.Infinity,
                    'π' => MathForm.Of(MathNumber.Constant(Math.PI)),
                    '∅' => MathForm.Set([]),
                    _ => null,
                };
                if (symbol is not null) scanner.Position++;
                return symbol;
        }
    }

    private MathForm? Number()
    {
        if (scanner.TakeNumber(thousands: _brackets == 0) is not { } value) return null;
        if (scanner.Peek() != '_') return MathForm.Of(MathNumber.Of(value));
        // A number to a base: 1010_2.
        scanner.Position++;
        return Argument()?.Number is { } @base ? MathForm.Ordered("_", MathForm.Of(MathNumber.Of(value)), MathForm.Of(@base)) : null;
    }

    private MathForm? Letters()
    {
        ReadOnlySpan<char> run = scanner.Run();
        if (run.Length > 1)
        {
            string name = run.ToString();
            bool known = name is "sqrt" or "pi" or "inf" or "infinity" or "abs" || MathFunctions.Has(name);
            if (known)
            {
                scanner.Position += name.Length;
                return name switch
                {
                    "pi" => MathForm.Of(MathNumber.Constant(Math.PI)),
                    "inf" or "infinity" => MathForm.Infinity,
                    _ => Command(name),
                };
            }

            if (scanner.IsAtWord()) return null;
        }

        char letter = scanner.Text[scanner.Position++];
        return Variable(letter.ToString());
    }

    private MathForm? Variable(string name)
    {
        if (scanner.TryTake('_'))
        {
            int start = scanner.Position;
            if (Argument() is null) return null;
            name += "_" + scanner.Text[start..scanner.Position].Trim('{', '}', ' ');
        }

        return MathForm.Of(name switch
        {
            "e" => MathNumber.Constant(Math.E),
            "i" => MathNumber.Constant(Complex.ImaginaryOne),
            _ => MathNumber.Variable(name),
        });
    }

    private MathForm? Command(string name)
    {
        switch (name)
        {
            case "frac":
                return Argument()?.Number is { } top && Argument()?.Number is { } bottom ? Finite(top / bottom) : null;
            case "binom":
                return Argument()?.Number is { } n && Argument()?.Number is { } k && MathFunctions.Binomial(n, k) is { } ways ? MathForm.Of(ways) : null;
            case "abs":
                return Argument()?.Number is { } value ? Finite(MathFunctions.Absolute(value)) : null;
            case "sqrt":
                MathNumber degree = MathNumber.Of(2);
                if (scanner.TryTake('['))
                {
                    if (Nested(Sum)?.Number is not { } given || !scanner.TryTake(']')) return null;
                    degree = given;
                }

                return Argument()?.Number is { } radicand ? Finite(MathFunctions.Root(radicand, degree)) : null;
            case "begin":
                return Nested(Matrix);
            case "mathbb":
                return scanner.TryTake('{') && scanner.TakeName() is { Length: 1 } set && scanner.TryTake('}') ? MathForm.Symbol(set) : null;
            case "":
                return null;
            default:
                return MathFunctions.Has(name) ? Nested(() => Function(name)) : Variable("\\" + name);
        }
    }

    private MathForm? Function(string name)
    {
        MathNumber? @base = null, power = null;
        if (scanner.TryTake('_') && (@base = Argument()?.Number) is null) return null;
        if (scanner.TryTake('^'))
        {
            bool inverse = scanner.TryTake('-');
            if (Nested(Power)?.Number is not { } exponent) return null;
            power = inverse ? -exponent : exponent;
        }

        int degrees = _degreeSigns;
        if (FunctionArgument() is not { } argument) return null;
        if (_degreeSigns > degrees && MathFunctions.TakesAngle(name)) argument *= MathNumber.Constant(Math.PI / 180);
        if (power is { Exact: { } minusOne } && minusOne == BigRational.Of(-1) && MathFunctions.Has("arc" + name)) return Finite(MathFunctions.Apply("arc" + name, argument));
        MathNumber value = @base is { } b ? MathFunctions.Logarithm(argument, b) : MathFunctions.Apply(name, argument);
        return Finite(power is { } p ? MathNumber.Power(value, p) : value);
    }

    /// <summary>What a function without brackets takes: the factors side by side, as in sin 2x.</summary>
    private MathNumber? FunctionArgument()
    {
        bool closed = scanner.Peek() is '(' or '{' or '[';
        if (Power()?.Number is not { } argument) return null;
        while (!closed && scanner.Peek() is var c && StartsFactor(c) && c is not ('(' or '[') && !IsFunctionNext(c))
        {
            if (Power()?.Number is not { } next) return null;
            argument *= next;
        }

        return argument;
    }

    private bool IsFunctionNext(char c)
    {
        int start = scanner.Position;
        if (c == '\\') scanner.Position++;
        bool function = MathFunctions.Has(scanner.Run().ToString());
        scanner.Position = start;
        return function;
    }

    /// <summary>The argument of a LaTeX command: a group, or a single digit or letter.</summary>
    private MathForm? Argument()
    {
        char c = scanner.Peek();
        if (!char.IsAsciiDigit(c)) return Nested(Primary);
        scanner.Position++;
        return MathForm.Of(MathNumber.Of(c - '0'));
    }

    private MathForm? Group()
    {
        char open = scanner.Text[scanner.Position++];
        bool separates = open != '{' || _brackets > 0;
        if (separates) _brackets++;
        int bars = _bars;
        _bars = 0;
        bool empty = scanner.Peek() is '}' or MathText.SetClose;
        List<MathForm>? parts = empty ? [] : elements();
        _bars = bars;
        if (separates) _brackets--;
        char close = scanner.Peek();
        if (parts is null || close is not (')' or ']' or '}' or MathText.SetClose)) return null;
        scanner.Position++;

        bool braces = open is '{' or MathText.SetOpen;
        if (braces != close is '}' or MathText.SetClose) return null;
        if (open == MathText.SetOpen || (open == '{' && parts.Count != 1)) return MathForm.Set(parts);
        if (parts.Count > 1) return MathForm.Ordered($"{open}{close}", [.. parts]);
        return braces || (open == '(' && close == ')') || (open == '[' && close == ']') ? parts[0] : null;
    }

    private MathForm? Absolute()
    {
        scanner.Position++;
        _bars++;
        MathForm? inner = Sum();
        _bars--;
        return inner?.Number is { } value && scanner.TryTake('|') ? Finite(MathFunctions.Absolute(value)) : null;
    }

    private MathForm? Matrix()
    {
        if (!scanner.TryTake('{') || scanner.TakeName() is not ("pmatrix" or "bmatrix" or "matrix" or "vmatrix" or "Bmatrix") || !scanner.TryTake('}')) return null;
        var rows = new List<MathForm>();
        var row = new List<MathForm>();
        while (true)
        {
            if (Sum() is not { } cell) return null;
            row.Add(cell);
            if (scanner.TryTake('&')) continue;
            rows.Add(MathForm.Ordered("row", [.. row]));
            row.Clear();
            if (!scanner.TryTake('\\')) return null;
            bool next = scanner.TryTake('\\');
            if (next && scanner.Peek() != '\\') continue;
            if (next) scanner.Position++;
            if (scanner.TakeName() != "end" || !scanner.TryTake('{')) return null;
            scanner.TakeName();
            return scanner.TryTake('}') ? MathForm.Ordered("matrix", [.. rows]) : null;
        }
    }

    private MathForm? Nested(Func<MathForm?> read)
    {
        if (_depth >= MaxDepth) return null;
        _depth++;
        MathForm? result = read();
        _depth--;
        return result;
    }

    private bool StartsFactor(char c) =>
        c is '(' or '[' or '{' or '√' or 'π' || (char.IsAsciiLetter(c) && !scanner.IsAtWord() && scanner.Run() is not ("and" or "or")) || (c == '\\' && !IsRowEnd());

    private bool IsRowEnd()
    {
        ReadOnlySpan<char> rest = scanner.Text.AsSpan(scanner.Position);
        return rest.StartsWith("\\\\", StringComparison.Ordinal) || rest.StartsWith("\\end", StringComparison.Ordinal);
    }

    private bool IsUnitAfterSlash()
    {
        int slash = scanner.Position++;
        bool word = scanner.IsAtWord();
        scanner.Position = slash;
        return word;
    }

    private int StartOf()
    {
        scanner.Peek();
        return scanner.Position;
    }

    private bool IsIntegerLiteral(int start) =>
        !scanner.Text.AsSpan(start, scanner.Position - start).Trim().TrimStart("+-").ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether a \frac of two written whole numbers comes next, the first the smaller one, as in 3\frac{1}{2}.</summary>
    private bool IsProperFraction()
    {
        int start = scanner.Position;
        bool fraction = scanner.TryTake('\\') && scanner.TakeName() == "frac";
        BigInteger top = fraction ? Literal() : 0, bottom = fraction ? Literal() : 0;
        scanner.Position = start;
        return top > 0 && top < bottom;

        BigInteger Literal()
        {
            if (!scanner.TryTake('{')) return char.IsAsciiDigit(scanner.Peek()) ? scanner.Text[scanner.Position++] - '0' : 0;
            scanner.Peek();
            string digits = scanner.Digits();
            return digits.Length > 0 && scanner.TryTake('}') ? Integer(digits) : 0;
        }
    }

    private static BigInteger Integer(string digits) => BigInteger.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    private static MathForm? Finite(MathNumber value) => value.IsFinite ? MathForm.Of(value) : null;
}
