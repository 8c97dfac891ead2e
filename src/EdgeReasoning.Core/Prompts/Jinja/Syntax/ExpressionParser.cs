using System.Globalization;

namespace EdgeReasoning.Prompts.Jinja.Syntax;

/// <summary>
/// Parses expressions with the precedence that Jinja gives them, from the loosest: if, or, and, not, comparison, + -, ~,
/// * / // %, **, sign, then what follows a value (<see cref="PostfixParser"/>).
/// </summary>
internal sealed class ExpressionParser
{
    private readonly TokenReader _reader;
    private readonly PostfixParser _postfix;

    public ExpressionParser(TokenReader reader)
    {
        _reader = reader;
        _postfix = new(reader, this);
    }

    public PostfixParser Postfix => _postfix;

    public Expression Parse(bool withConditional = true)
    {
        _reader.Enter();
        Expression expression = ParseOr();
        while (withConditional && _reader.Current.IsName("if"))
        {
            int line = _reader.Take().Line;
            Expression condition = ParseOr();
            expression = new Conditional(line, condition, expression, _reader.TryTakeName("else") ? Parse() : null);
        }
        _reader.Leave();
        return expression;
    }

    /// <summary>One expression, or several with commas between them: a tuple.</summary>
    public Expression ParseTuple(bool withConditional = true)
    {
        int line = _reader.Line;
        Expression first = Parse(withConditional);
        if (!_reader.Current.IsOperator(",")) return first;
        List<Expression> items = [first];
        while (_reader.TryTakeOperator(",") && StartsExpression()) items.Add(Parse(withConditional));
        return new ListLiteral(line, items, isTuple: true);
    }

    /// <summary>A literal, a name, or something in brackets.</summary>
    public Expression ParsePrimary()
    {
        int line = _reader.Line;
        if (!StartsExpression()) throw _reader.Unexpected("an expression");
        Token token = _reader.Take();
        switch (token.Kind)
        {
            case TokenKind.Name:
                return ParseName(token);
            case TokenKind.String:
                return new Literal(line, ParseString(token));
            case TokenKind.Integer:
                return long.TryParse(token.Text.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out long integer)
                    ? new Literal(line, integer)
                    : throw new JinjaException($"the integer {token.Text} is beyond 64 bits", line);
            case TokenKind.Float:
                return new Literal(line, double.Parse(token.Text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture));
            default:
                return token.Text switch
                {
                    "(" => ParseParenthesis(line),
                    "[" => new ListLiteral(line, ParseItems(), isTuple: false),
                    "{" => new MapLiteral(line, ParseEntries()),
                    _ => throw new JinjaException($"expected an expression, found {token}", line),
                };
        }
    }

    private bool StartsExpression() =>
        _reader.Current.Kind is TokenKind.Name or TokenKind.String or TokenKind.Integer or TokenKind.Float
        || (_reader.Current.Kind == TokenKind.Operator && _reader.Current.Text is "(" or "[" or "{" or "-" or "+");

    private Expression ParseOr()
    {
        Expression left = ParseAnd();
        while (_reader.Current.IsName("or")) left = new Logical(_reader.Take().Line, isAnd: false, left, ParseAnd());
        return left;
    }

    private Expression ParseAnd()
    {
        Expression left = ParseNot();
        while (_reader.Current.IsName("and")) left = new Logical(_reader.Take().Line, isAnd: true, left, ParseNot());
        return left;
    }

    private Expression ParseNot()
    {
        if (!_reader.Current.IsName("not")) return ParseComparison();
        _reader.Enter();
        var not = new Unary(_reader.Take().Line, UnaryOperator.Not, ParseNot());
        _reader.Leave();
        return not;
    }

    private Expression ParseComparison()
    {
        int line = _reader.Line;
        Expression first = ParseSum();
        List<(string, Expression)>? rest = null;
        while (TakeComparison() is { } op) (rest ??= []).Add((op, ParseSum()));
        return rest is null ? first : new Comparison(line, first, rest);
    }

    private string? TakeComparison()
    {
        Token token = _reader.Current;
        if (token.Kind == TokenKind.Operator && token.Text is "==" or "!=" or "<=" or ">=" or "<" or ">") return _reader.Take().Text;
        if (_reader.TryTakeName("in")) return "in";
        if (!token.IsName("not") || !_reader.Following.IsName("in")) return null;
        _reader.Take();
        _reader.Take();
        return "not in";
    }

    private Expression ParseSum()
    {
        Expression left = ParseConcatenation();
        while (_reader.Current is { Kind: TokenKind.Operator, Text: "+" or "-" })
        {
            Token op = _reader.Take();
            left = new Binary(op.Line, op.Text, left, ParseConcatenation());
        }
        return left;
    }

    private Expression ParseConcatenation()
    {
        int line = _reader.Line;
        Expression first = ParseProduct();
        if (!_reader.Current.IsOperator("~")) return first;
        List<Expression> parts = [first];
        while (_reader.TryTakeOperator("~")) parts.Add(ParseProduct());
        return new Concatenation(line, parts);
    }

    private Expression ParseProduct()
    {
        Expression left = ParsePower();
        while (_reader.Current is { Kind: TokenKind.Operator, Text: "*" or "/" or "//" or "%" })
        {
            Token op = _reader.Take();
            left = new Binary(op.Line, op.Text, left, ParsePower());
        }
        return left;
    }

    private Expression ParsePower()
    {
        Expression left = ParseUnary(withFilters: true);
        while (_reader.Current.IsOperator("**")) left = new Binary(_reader.Take().Line, "**", left, ParseUnary(withFilters: true));
        return left;
    }

    /// <summary>A sign binds tighter than a filter: <c>-1|abs</c> is 1.</summary>
    private Expression ParseUnary(bool withFilters)
    {
        Expression expression;
        if (_reader.Current is { Kind: TokenKind.Operator, Text: "-" or "+" })
        {
            _reader.Enter();
            Token sign = _reader.Take();
            expression = new Unary(sign.Line, sign.Text == "-" ? UnaryOperator.Negate : UnaryOperator.Plus, ParseUnary(withFilters: false));
            _reader.Leave();
        }
        else
        {
            expression = ParsePrimary();
        }
        expression = _postfix.Parse(expression);
        return withFilters ? _postfix.ParseFilters(expression) : expression;
    }

    private static Expression ParseName(Token token) => token.Text switch
    {
        "true" or "True" => new Literal(token.Line, true),
        "false" or "False" => new Literal(token.Line, false),
        "none" or "None" => new Literal(token.Line, null),
        _ => new Name(token.Line, token.Text),
    };

    private string ParseString(Token first)
    {
        if (_reader.Current.Kind != TokenKind.String) return first.Text;
        List<string> parts = [first.Text];
        while (_reader.Current.Kind == TokenKind.String) parts.Add(_reader.Take().Text);
        return string.Concat(parts);
    }

    private Expression ParseParenthesis(int line)
    {
        if (_reader.TryTakeOperator(")")) return new ListLiteral(line, [], isTuple: true);
        Expression expression = ParseTuple();
        _reader.ExpectOperator(")");
        return expression;
    }

    private List<Expression> ParseItems()
    {
        var items = new List<Expression>();
        while (!_reader.TryTakeOperator("]"))
        {
            if (items.Count > 0) _reader.ExpectOperator(",");
            if (_reader.TryTakeOperator("]")) break;
            items.Add(Parse());
        }
        return items;
    }

    private List<(Expression, Expression)> ParseEntries()
    {
        var entries = new List<(Expression, Expression)>();
        while (!_reader.TryTakeOperator("}"))
        {
            if (entries.Count > 0) _reader.ExpectOperator(",");
            if (_reader.TryTakeOperator("}")) break;
            Expression key = Parse();
            _reader.ExpectOperator(":");
            entries.Add((key, Parse()));
        }
        return entries;
    }
}
