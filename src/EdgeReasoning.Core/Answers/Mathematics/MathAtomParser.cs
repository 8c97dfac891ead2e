using System.Numerics;

namespace EdgeReasoning.Answers.Mathematics;

/// <summary>Reads what operators stand between: numbers, variables, commands with their arguments, functions, and everything in brackets.</summary>
/// <param name="scanner">The text.</param>
/// <param name="expressions">Reads the expressions inside.</param>
/// <param name="elements">Reads the comma-separated contents of brackets.</param>
internal sealed class MathAtomParser(MathScanner scanner, MathExpressionParser expressions, Func<List<MathForm>?> elements)
{
    private int _brackets;
    private int _bars;

    public MathForm? Primary()
    {
        char c = scanner.Peek();
        if (char.IsAsciiDigit(c) || c == '.') return Number();
        if (char.IsAsciiLetter(c)) return Letters();
        switch (c)
        {
            case '(' or '[' or '{' or MathText.SetOpen:
                return expressions.Nested(Group);
            case '|' when _bars == 0:
                return expressions.Nested(Absolute);
            case '⌊' or '⌈':
                scanner.Position++;
                if (expressions.Nested(expressions.Sum)?.Number is not { } rounded || !scanner.TryTake(c == '⌊' ? '⌋' : '⌉')) return null;
                return MathFunctions.Floor(rounded, up: c == '⌈') is { } whole ? MathForm.Of(whole) : null;
            case '√':
                scanner.Position++;
                return expressions.Nested(expressions.Postfix)?.Number is { } radicand ? MathForm.Finite(MathFunctions.Root(radicand, MathNumber.Of(2))) : null;
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
                return Argument()?.Number is { } top && Argument()?.Number is { } bottom ? MathForm.Finite(top / bottom) : null;
            case "binom":
                return Argument()?.Number is { } n && Argument()?.Number is { } k && MathFunctions.Binomial(n, k) is { } ways ? MathForm.Of(ways) : null;
            case "abs":
                return Argument()?.Number is { } value ? MathForm.Finite(MathFunctions.Absolute(value)) : null;
            case "sqrt":
                MathNumber degree = MathNumber.Of(2);
                if (scanner.TryTake('['))
                {
                    if (expressions.Nested(expressions.Sum)?.Number is not { } given || !scanner.TryTake(']')) return null;
                    degree = given;
                }

                return Argument()?.Number is { } radicand ? MathForm.Finite(MathFunctions.Root(radicand, degree)) : null;
            case "begin":
                return expressions.Nested(Matrix);
            case "mathbb":
                return scanner.TryTake('{') && scanner.TakeName() is { Length: 1 } set && scanner.TryTake('}') ? MathForm.Symbol(set) : null;
            case "":
                return null;
            default:
                return MathFunctions.Has(name) ? expressions.Nested(() => Function(name)) : Variable("\\" + name);
        }
    }

    /// <summary>The argument of a LaTeX command: a group, or a single digit or letter.</summary>
    private MathForm? Argument()
    {
        char c = scanner.Peek();
        if (!char.IsAsciiDigit(c)) return expressions.Nested(Primary);
        scanner.Position++;
        return MathForm.Of(MathNumber.Of(c - '0'));
    }

    private MathForm? Function(string name)
    {
        MathNumber? @base = null, power = null;
        if (scanner.TryTake('_') && (@base = Argument()?.Number) is null) return null;
        if (scanner.TryTake('^'))
        {
            bool inverse = scanner.TryTake('-');
            if (expressions.Nested(expressions.Power)?.Number is not { } exponent) return null;
            power = inverse ? -exponent : exponent;
        }

        int degrees = expressions.DegreeSigns;
        if (FunctionArgument() is not { } argument) return null;
        if (expressions.DegreeSigns > degrees && MathFunctions.TakesAngle(name)) argument *= MathNumber.Constant(Math.PI / 180);
        if (power is { Exact: { } minusOne } && minusOne == BigRational.Of(-1) && MathFunctions.Has("arc" + name)) return MathForm.Finite(MathFunctions.Apply("arc" + name, argument));
        MathNumber value = @base is { } b ? MathFunctions.Logarithm(argument, b) : MathFunctions.Apply(name, argument);
        return MathForm.Finite(power is { } p ? MathNumber.Power(value, p) : value);
    }

    /// <summary>What a function without brackets takes: the factors side by side, as in sin 2x.</summary>
    private MathNumber? FunctionArgument()
    {
        bool closed = scanner.Peek() is '(' or '{' or '[';
        if (expressions.Power()?.Number is not { } argument) return null;
        while (!closed && scanner.Peek() is var c && expressions.StartsFactor(c) && c is not ('(' or '[') && !IsFunctionNext(c))
        {
            if (expressions.Power()?.Number is not { } next) return null;
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
        MathForm? inner = expressions.Sum();
        _bars--;
        return inner?.Number is { } value && scanner.TryTake('|') ? MathForm.Finite(MathFunctions.Absolute(value)) : null;
    }

    private MathForm? Matrix()
    {
        if (!scanner.TryTake('{') || scanner.TakeName() is not ("pmatrix" or "bmatrix" or "matrix" or "vmatrix" or "Bmatrix") || !scanner.TryTake('}')) return null;
        var rows = new List<MathForm>();
        var row = new List<MathForm>();
        while (true)
        {
            if (expressions.Sum() is not { } cell) return null;
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
}
