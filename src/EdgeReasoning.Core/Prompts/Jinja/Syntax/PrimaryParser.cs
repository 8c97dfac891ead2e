using System.Globalization;

namespace EdgeReasoning.Prompts.Jinja.Syntax;

/// <summary>Parses what a value begins with: a literal, a name, or something in brackets.</summary>
internal sealed class PrimaryParser(TokenReader reader, ExpressionParser expressions)
{
    public Expression Parse()
    {
        int line = reader.Line;
        if (!expressions.StartsExpression()) throw reader.Unexpected("an expression");
        Token token = reader.Take();
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

    private static Expression ParseName(Token token) => token.Text switch
    {
        "true" or "True" => new Literal(token.Line, true),
        "false" or "False" => new Literal(token.Line, false),
        "none" or "None" => new Literal(token.Line, null),
        _ => new Name(token.Line, token.Text),
    };

    private string ParseString(Token first)
    {
        if (reader.Current.Kind != TokenKind.String) return first.Text;
        List<string> parts = [first.Text];
        while (reader.Current.Kind == TokenKind.String) parts.Add(reader.Take().Text);
        return string.Concat(parts);
    }

    private Expression ParseParenthesis(int line)
    {
        if (reader.TryTakeOperator(")")) return new ListLiteral(line, [], isTuple: true);
        Expression expression = expressions.ParseTuple();
        reader.ExpectOperator(")");
        return expression;
    }

    private List<Expression> ParseItems()
    {
        var items = new List<Expression>();
        while (!reader.TryTakeOperator("]"))
        {
            if (items.Count > 0) reader.ExpectOperator(",");
            if (reader.TryTakeOperator("]")) break;
            items.Add(expressions.Parse());
        }
        return items;
    }

    private List<(Expression, Expression)> ParseEntries()
    {
        var entries = new List<(Expression, Expression)>();
        while (!reader.TryTakeOperator("}"))
        {
            if (entries.Count > 0) reader.ExpectOperator(",");
            if (reader.TryTakeOperator("}")) break;
            Expression key = expressions.Parse();
            reader.ExpectOperator(":");
            entries.Add((key, expressions.Parse()));
        }
        return entries;
    }
}
