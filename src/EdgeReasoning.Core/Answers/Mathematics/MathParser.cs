namespace EdgeReasoning.Answers.Mathematics;

/// <summary>
/// Reads an answer: elements separated by commas, each a relation of unions of expressions. Recursive descent without backtracking, so time
/// grows with the length; length and nesting are limited, and what does not parse is not mathematics (null).
/// </summary>
internal sealed class MathParser
{
    private const int MaxLength = 1000;

    private readonly MathScanner _scanner;
    private readonly MathExpressionParser _expressions;

    private MathParser(string text, bool minus)
    {
        _scanner = new MathScanner(text);
        _expressions = new MathExpressionParser(_scanner, Elements, minus);
    }

    public static MathForm? Parse(string answer)
    {
        if (answer.Length > MaxLength) return null;
        string text = MathText.Clean(answer);
        if (text.Length is 0 or > 2 * MaxLength) return null;
        MathForm? upper = new MathParser(text, minus: false).Whole();
        if (upper is null || !text.AsSpan().ContainsAny('±', '∓')) return upper;
        return new MathParser(text, minus: true).Whole() is { } lower ? MathForm.Set([upper, lower]) : null;
    }

    private MathForm? Whole()
    {
        List<MathForm>? elements = Elements();
        if (elements is null || _scanner.Peek() != '\0') return null;
        return elements.Count == 1 ? elements[0] : MathForm.Set(elements);
    }

    /// <summary>One or more elements, up to a bracket or the end.</summary>
    private List<MathForm>? Elements()
    {
        var names = new List<string?>();
        var forms = new List<MathForm>();
        do
        {
            if (Element(out string? name) is not { } form) return null;
            names.Add(name);
            forms.Add(form);
        }
        while (TrySeparator());

        // In "x = 1 or x = 2" the name says nothing; in "x = 1, y = 2" it does.
        if (names.Distinct().Count() > 1 && !names.Contains(null))
        {
            for (int i = 0; i < forms.Count; i++) forms[i] = MathForm.Ordered("=", MathForm.Symbol(names[i]!), forms[i]);
        }

        return forms;
    }

    private bool TrySeparator()
    {
        bool comma = _scanner.TryTake(',') || _scanner.TryTake(';');
        return _scanner.TryTakeWord("and") || _scanner.TryTakeWord("or") || comma;
    }

    private MathForm? Element(out string? name)
    {
        name = null;
        SkipFunctionHead();
        var sides = new List<MathForm>();
        var names = new List<string?>();
        var relations = new List<char>();
        while (true)
        {
            _scanner.Peek();
            int start = _scanner.Position;
            if (relations.Count > 3 || Union() is not { } side) return null;
            sides.Add(side);
            names.Add(Identifier(_scanner.Text.AsSpan(start, _scanner.Position - start)));
            char relation = _scanner.Peek();
            if (relation is not ('=' or '<' or '>' or '≤' or '≥' or '≠' or '∈')) break;
            _scanner.Position++;
            // Plain text writes ≤ as two characters.
            if (relation is '<' or '>' && _scanner.TryTake('=')) relation = relation == '<' ? '≤' : '≥';
            relations.Add(relation);
        }

        if (relations.Count == 0) return sides[0];
        if (relations.TrueForAll(r => r is '=' or '∈'))
        {
            name = names[0];
            return MathRelations.Equation(sides, assigns: name is not null);
        }

        return MathRelations.Inequality(sides, names, relations);
    }

    /// <summary>Drops the f(x) = of a function's definition.</summary>
    private void SkipFunctionHead()
    {
        _scanner.Peek();
        ReadOnlySpan<char> rest = _scanner.Text.AsSpan(_scanner.Position);
        if (rest.Length < 5 || !char.IsAsciiLetter(rest[0]) || rest[1] != '(' || !char.IsAsciiLetter(rest[2]) || rest[3] != ')') return;
        int equals = 4;
        while (equals < rest.Length && rest[equals] == ' ') equals++;
        if (equals < rest.Length && rest[equals] == '=') _scanner.Position += equals + 1;
    }

    private MathForm? Union()
    {
        if (_expressions.Sum() is not { } first) return null;
        SkipUnits();
        if (_scanner.Peek() != '∪') return first;
        var parts = new List<MathForm> { first };
        while (_scanner.TryTake('∪'))
        {
            if (_expressions.Sum() is not { } next) return null;
            parts.Add(next);
        }

        return MathForm.Unordered("∪", parts);
    }

    /// <summary>Units and other words after a value, with their powers: <c>cm^2</c>, <c>km/h</c>, <c>apples</c>.</summary>
    private void SkipUnits()
    {
        for (bool first = true; ; first = false)
        {
            int before = _scanner.Position;
            bool per = _scanner.TryTake('/');
            _scanner.Peek();
            // After a unit, "/h" is one too.
            bool unit = _scanner.IsAtWord() || (per && !first && _scanner.Run().Length == 1);
            if (!unit)
            {
                _scanner.Position = before;
                return;
            }

            if (_scanner.TryTake('"')) _scanner.Position = Math.Max(_scanner.Text.IndexOf('"', _scanner.Position), _scanner.Position - 1) + 1;
            else _scanner.Position += _scanner.Run().Length;
            if (_scanner.TryTake('^'))
            {
                bool braces = _scanner.TryTake('{');
                _scanner.TryTake('-');
                _scanner.Digits();
                if (braces) _scanner.TryTake('}');
            }
        }
    }

    private static string? Identifier(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length == 1) return char.IsAsciiLetter(text[0]) ? text.ToString() : null;
        // x_1, \alpha
        bool indexed = text.Length > 2 && char.IsAsciiLetter(text[0]) && text[1] == '_' && text[2..].TrimStart("{").TrimEnd("}").IndexOfAnyExceptInRange('0', '9') < 0;
        return indexed || (text.Length > 1 && text[0] == '\\' && !text[1..].ContainsAnyExceptInRange('a', 'z')) ? text.ToString() : null;
    }
}
