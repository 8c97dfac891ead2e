namespace EdgeReasoning.Prompts.Jinja.Syntax;

/// <summary>
/// Parses expressions with the precedence that Jinja gives them, from the loosest: if, or, and, not, comparison, + -, ~,
/// * / // %, **, sign, then what follows a value (<see cref="PostfixParser"/>) and values themselves (<see cref="PrimaryParser"/>).
/// </summary>
internal sealed class ExpressionParser
{
    private readonly TokenReader _reader;
    private readonly PrimaryParser _primary;
    private readonly PostfixParser _postfix;

    public ExpressionParser(TokenReader reader)
    {
        _reader = reader;
        _primary = new(reader, this);
        _postfix = new(reader, this);
    }

    public PrimaryParser Primary => _primary;

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

    public bool StartsExpression() =>
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
            expression = _primary.Parse();
        }
        expression = _postfix.Parse(expression);
        return withFilters ? _postfix.ParseFilters(expression) : expression;
    }
}
