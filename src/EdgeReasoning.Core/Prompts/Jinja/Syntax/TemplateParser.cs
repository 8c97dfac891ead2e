namespace EdgeReasoning.Prompts.Jinja.Syntax;

/// <summary>Parses the statements of a template into a tree.</summary>
internal sealed class TemplateParser
{
    private readonly TokenReader _reader;
    private readonly ExpressionParser _expressions;
    private readonly TargetParser _targets;
    private int _loops;

    private TemplateParser(List<Token> tokens)
    {
        _reader = new(tokens);
        _expressions = new(_reader);
        _targets = new(_reader);
    }

    public static Block Parse(List<Token> tokens)
    {
        var parser = new TemplateParser(tokens);
        Block body = parser.ParseBody();
        return parser._reader.Current.Kind == TokenKind.End ? body : throw parser._reader.Unexpected("the end of the template");
    }

    /// <summary>Statements up to the end of the template, or up to a block that starts with one of these names, which is taken, and left open at what follows it.</summary>
    private Block ParseBody(params ReadOnlySpan<string> ends)
    {
        _reader.Enter();
        int line = _reader.Line;
        var statements = new List<Statement>();
        while (_reader.Current.Kind != TokenKind.End)
        {
            if (_reader.Current.Kind == TokenKind.OpenBlock && _reader.Following is { Kind: TokenKind.Name, Text: var name } && ends.Contains(name)) break;
            statements.Add(ParseStatement());
        }
        if (ends.Length > 0)
        {
            if (_reader.Current.Kind == TokenKind.End) throw new JinjaException($"'{string.Join("' or '", ends.ToArray())}' is missing for the block of this line", line);
            _reader.Take();
        }
        _reader.Leave();
        return new Block(line, statements);
    }

    private Statement ParseStatement()
    {
        Token token = _reader.Take();
        switch (token.Kind)
        {
            case TokenKind.Data:
                return new DataStatement(token.Line, token.Text);
            case TokenKind.OpenPrint:
                Expression expression = _expressions.ParseTuple();
                _reader.Expect(TokenKind.ClosePrint, "'}}'");
                return new PrintStatement(token.Line, expression);
            default:
                Token name = _reader.Expect(TokenKind.Name, "the name of a block");
                Statement statement = ParseBlock(name);
                EndTag();
                return statement;
        }
    }

    private Statement ParseBlock(Token name) => name.Text switch
    {
        "if" => ParseIf(name.Line),
        "for" => ParseFor(name.Line),
        "set" => ParseSet(name.Line),
        "macro" => ParseMacro(name.Line),
        "call" => ParseCall(name.Line),
        "filter" => ParseFilter(name.Line),
        "with" => ParseWith(name.Line),
        "generation" => ParseGeneration(),
        "break" or "continue" when _loops > 0 => new FlowStatement(name.Line, name.Text == "break" ? Flow.Break : Flow.Continue),
        "break" or "continue" => throw new JinjaException($"'{name.Text}' stands outside a loop", name.Line),
        _ => throw new JinjaException($"there is no block '{name.Text}' here", name.Line),
    };

    private void EndTag() => _reader.Expect(TokenKind.CloseBlock, "'%}'");

    private Block ParseInner(params ReadOnlySpan<string> ends)
    {
        EndTag();
        return ParseBody(ends);
    }

    private IfStatement ParseIf(int line)
    {
        var branches = new List<(Expression, Block)>();
        while (true)
        {
            Expression condition = _expressions.ParseTuple(withConditional: false);
            branches.Add((condition, ParseInner("elif", "else", "endif")));
            Token end = _reader.Take();
            if (end.Text == "elif") continue;
            if (end.Text == "endif") return new IfStatement(line, branches, null);
            Block otherwise = ParseInner("endif");
            _reader.Take();
            return new IfStatement(line, branches, otherwise);
        }
    }

    private ForStatement ParseFor(int line)
    {
        Target target = _targets.Parse();
        _reader.ExpectName("in");
        Expression source = _expressions.ParseTuple(withConditional: false);
        Expression? condition = _reader.TryTakeName("if") ? _expressions.Parse() : null;
        _loops++;
        Block body = ParseInner("else", "endfor");
        _loops--;
        Block? otherwise = null;
        if (_reader.Take().Text == "else")
        {
            otherwise = ParseInner("endfor");
            _reader.Take();
        }
        return new ForStatement(line, target, source, condition, body, otherwise);
    }

    private Statement ParseSet(int line)
    {
        Target target = _targets.Parse();
        if (_reader.TryTakeOperator("=")) return new SetStatement(line, target, _expressions.ParseTuple());
        var filters = new List<(string, ArgumentList)>();
        while (_reader.TryTakeOperator("|")) filters.Add(_expressions.Postfix.ParseFilter());
        return new SetBlock(line, target, filters, ParseBodyOf("endset"));
    }

    private FilterStatement ParseFilter(int line)
    {
        var filters = new List<(string, ArgumentList)>();
        do filters.Add(_expressions.Postfix.ParseFilter());
        while (_reader.TryTakeOperator("|"));
        return new FilterStatement(line, filters, ParseBodyOf("endfilter"));
    }

    private WithStatement ParseWith(int line)
    {
        var assignments = new List<(Target, Expression)>();
        while (_reader.Current.Kind != TokenKind.CloseBlock)
        {
            if (assignments.Count > 0) _reader.ExpectOperator(",");
            Target target = _targets.ParseOne();
            _reader.ExpectOperator("=");
            assignments.Add((target, _expressions.Parse()));
        }
        Block body = ParseInner("endwith");
        _reader.Take();
        return new WithStatement(line, assignments, body);
    }

    /// <summary>The tag with which transformers marks what an assistant wrote, for training: its body is rendered as it stands.</summary>
    private Block ParseGeneration()
    {
        Block body = ParseInner("endgeneration");
        _reader.Take();
        return body;
    }

    private MacroStatement ParseMacro(int line)
    {
        string name = _reader.Expect(TokenKind.Name, "the name of a macro").Text;
        return new MacroStatement(line, ParseDefinition(name, "endmacro", ParseParameters));
    }

    private CallBlock ParseCall(int line)
    {
        List<(string, Expression?)> parameters = _reader.Current.IsOperator("(") ? ParseParameters() : [];
        CallExpression? call = null;
        MacroDefinition body = ParseDefinition("caller", "endcall", () =>
        {
            int start = _reader.Line;
            call = _expressions.Parse() as CallExpression ?? throw new JinjaException("'call' needs the call of a macro", start);
            return parameters;
        });
        return new CallBlock(line, call!, body);
    }

    private MacroDefinition ParseDefinition(string name, string end, Func<List<(string, Expression?)>> parseHead)
    {
        (HashSet<string> outerNames, int outerLoops) = (_reader.Names, _loops);
        List<(string, Expression?)> parameters = parseHead();
        (_reader.Names, _loops) = (new(StringComparer.Ordinal), 0);
        Block body = ParseBodyOf(end);
        var definition = new MacroDefinition(name, parameters, body, _reader.Names);
        outerNames.UnionWith(_reader.Names);
        (_reader.Names, _loops) = (outerNames, outerLoops);
        return definition;
    }

    private List<(string, Expression?)> ParseParameters()
    {
        _reader.ExpectOperator("(");
        var parameters = new List<(string, Expression?)>();
        while (!_reader.TryTakeOperator(")"))
        {
            if (parameters.Count > 0) _reader.ExpectOperator(",");
            string name = _reader.Expect(TokenKind.Name, "the name of a parameter").Text;
            parameters.Add((name, _reader.TryTakeOperator("=") ? _expressions.Parse() : null));
        }
        return parameters;
    }

    /// <summary>Body of a block whose end has one name; loops outside it cannot be left from within.</summary>
    private Block ParseBodyOf(string end)
    {
        int loops = _loops;
        _loops = 0;
        Block body = ParseInner(end);
        _loops = loops;
        _reader.Take();
        return body;
    }
}
