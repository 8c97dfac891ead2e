namespace EdgeReasoning.Prompts.Jinja.Syntax;

/// <summary>Parses what follows a value: attributes, items, slices, calls, filters and tests.</summary>
internal sealed class PostfixParser(TokenReader reader, ExpressionParser expressions)
{
    public Expression Parse(Expression expression)
    {
        while (true)
        {
            int line = reader.Line;
            if (reader.TryTakeOperator(".")) expression = ParseAttribute(line, expression);
            else if (reader.TryTakeOperator("[")) expression = ParseItem(line, expression);
            else if (reader.Current.IsOperator("(")) expression = new CallExpression(line, expression, ParseArguments());
            else return expression;
        }
    }

    public Expression ParseFilters(Expression expression)
    {
        while (true)
        {
            int line = reader.Line;
            if (reader.TryTakeOperator("|"))
            {
                (string name, ArgumentList arguments) = ParseFilter();
                expression = new FilterExpression(line, expression, name, arguments);
            }
            else if (reader.TryTakeName("is")) expression = ParseTest(line, expression);
            else if (reader.Current.IsOperator("(")) expression = new CallExpression(line, expression, ParseArguments());
            else return expression;
        }
    }

    /// <summary>The name of a filter and its arguments.</summary>
    public (string Name, ArgumentList Arguments) ParseFilter()
    {
        string name = reader.Expect(TokenKind.Name, "the name of a filter").Text;
        return (name, reader.Current.IsOperator("(") ? ParseArguments() : ArgumentList.Empty);
    }

    public ArgumentList ParseArguments()
    {
        reader.ExpectOperator("(");
        var arguments = new ArgumentList();
        for (bool first = true; !reader.TryTakeOperator(")"); first = false)
        {
            if (!first) reader.ExpectOperator(",");
            if (reader.TryTakeOperator(")")) break;
            ParseArgument(arguments);
        }
        return arguments;
    }

    private void ParseArgument(ArgumentList arguments)
    {
        if (reader.TryTakeOperator("**"))
        {
            arguments.Named.Add((null, expressions.Parse()));
        }
        else if (reader.Current.Kind == TokenKind.Name && reader.Following.IsOperator("="))
        {
            string name = reader.Take().Text;
            reader.Take();
            arguments.Named.Add((name, expressions.Parse()));
        }
        else
        {
            bool isSpread = reader.TryTakeOperator("*");
            if (arguments.Named.Count > 0) throw new JinjaException("an argument by position follows one by name", reader.Line);
            arguments.Positional.Add((expressions.Parse(), isSpread));
        }
    }

    private Expression ParseAttribute(int line, Expression target)
    {
        if (reader.Current.Kind == TokenKind.Integer) return new ItemAccess(line, target, expressions.Primary.Parse());
        return new AttributeAccess(line, target, reader.Expect(TokenKind.Name, "the name of an attribute").Text);
    }

    private Expression ParseItem(int line, Expression target)
    {
        Expression? start = SliceEnds() ? null : expressions.ParseTuple();
        if (!reader.TryTakeOperator(":"))
        {
            reader.ExpectOperator("]");
            return start is null ? throw new JinjaException("'[]' has no index", line) : new ItemAccess(line, target, start);
        }
        Expression? stop = SliceEnds() ? null : expressions.Parse();
        Expression? step = reader.TryTakeOperator(":") && !SliceEnds() ? expressions.Parse() : null;
        reader.ExpectOperator("]");
        return new SliceAccess(line, target, start, stop, step);
    }

    private bool SliceEnds() => reader.Current.IsOperator(":") || reader.Current.IsOperator("]");

    private TestExpression ParseTest(int line, Expression target)
    {
        bool isNegated = reader.TryTakeName("not");
        string name = reader.Expect(TokenKind.Name, "the name of a test").Text;
        ArgumentList arguments = ArgumentList.Empty;
        if (reader.Current.IsOperator("("))
        {
            arguments = ParseArguments();
        }
        else if (StartsArgument())
        {
            reader.Enter();
            arguments = new();
            arguments.Positional.Add((Parse(expressions.Primary.Parse()), false));
            reader.Leave();
        }
        return new TestExpression(line, target, name, arguments, isNegated);
    }

    private bool StartsArgument() => reader.Current switch
    {
        { Kind: TokenKind.String or TokenKind.Integer or TokenKind.Float } => true,
        { Kind: TokenKind.Operator, Text: "[" or "{" } => true,
        { Kind: TokenKind.Name, Text: not ("else" or "or" or "and" or "is" or "if" or "in" or "not") } => true,
        _ => false,
    };
}
