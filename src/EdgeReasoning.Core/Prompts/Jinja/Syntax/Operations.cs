namespace EdgeReasoning.Prompts.Jinja.Syntax;

internal enum UnaryOperator
{
    Not,
    Negate,
    Plus,
}

internal sealed class Unary(int line, UnaryOperator op, Expression operand) : Expression(line)
{
    protected override object? Compute(Frame frame)
    {
        object? value = operand.Evaluate(frame);
        return op switch
        {
            UnaryOperator.Not => !Operators.IsTrue(value),
            UnaryOperator.Negate => Arithmetic.Negate(value),
            _ when value is bool => Arithmetic.Integer(value),
            _ when value is long or double => value,
            _ => throw new JinjaException($"'+' cannot take a {Operators.TypeName(value)}"),
        };
    }
}

internal sealed class Binary(int line, string op, Expression left, Expression right) : Expression(line)
{
    protected override object? Compute(Frame frame) => Arithmetic.Apply(frame.Budget, op, left.Evaluate(frame), right.Evaluate(frame));
}

/// <summary>The operator ~: both sides as text, one behind the other.</summary>
internal sealed class Concatenation(int line, List<Expression> parts) : Expression(line)
{
    protected override object? Compute(Frame frame)
    {
        var text = new TextBuilder(frame.Budget);
        foreach (Expression part in parts) text.Append(ValueText.Of(frame.Budget, part.Evaluate(frame)));
        return text.ToString();
    }
}

/// <summary>The operators <c>and</c> and <c>or</c>: the value of the side that decides.</summary>
internal sealed class Logical(int line, bool isAnd, Expression left, Expression right) : Expression(line)
{
    protected override object? Compute(Frame frame)
    {
        object? value = left.Evaluate(frame);
        return Operators.IsTrue(value) == isAnd ? right.Evaluate(frame) : value;
    }
}

/// <summary>Comparisons in a chain: <c>a &lt; b &lt;= c</c> holds where each pair of neighbours does.</summary>
internal sealed class Comparison(int line, Expression first, List<(string Operator, Expression Operand)> rest) : Expression(line)
{
    protected override object? Compute(Frame frame)
    {
        object? left = first.Evaluate(frame);
        foreach ((string op, Expression operand) in rest)
        {
            object? right = operand.Evaluate(frame);
            if (!Holds(frame.Budget, op, left, right)) return false;
            left = right;
        }
        return true;
    }

    public static bool Holds(Budget budget, string op, object? left, object? right) => op switch
    {
        "==" => Operators.AreEqual(budget, left, right),
        "!=" => !Operators.AreEqual(budget, left, right),
        "in" => Operators.Contains(budget, right, left),
        "not in" => !Operators.Contains(budget, right, left),
        "<" => Operators.Compare(budget, left, right) < 0,
        "<=" => Operators.Compare(budget, left, right) <= 0,
        ">" => Operators.Compare(budget, left, right) > 0,
        _ => Operators.Compare(budget, left, right) >= 0,
    };
}

internal sealed class Conditional(int line, Expression condition, Expression then, Expression? otherwise) : Expression(line)
{
    protected override object? Compute(Frame frame) =>
        Operators.IsTrue(condition.Evaluate(frame)) ? then.Evaluate(frame)
        : otherwise is null ? new Values.Undefined("the missing 'else' of an 'if' expression")
        : otherwise.Evaluate(frame);
}

internal sealed class FilterExpression(int line, Expression target, string name, ArgumentList arguments) : Expression(line)
{
    protected override object? Compute(Frame frame) =>
        Filters.FilterTable.Apply(frame, name, target.Evaluate(frame), arguments.Evaluate(frame));
}

internal sealed class TestExpression(int line, Expression target, string name, ArgumentList arguments, bool isNegated) : Expression(line)
{
    protected override object? Compute(Frame frame) =>
        Filters.TestTable.Holds(frame, name, target.Evaluate(frame), arguments.Evaluate(frame)) != isNegated;
}
