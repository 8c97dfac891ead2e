using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja;

/// <summary>The operators + - * / // % ** on numbers, texts and lists, as Python has them; integers have 64 bits.</summary>
internal static class Arithmetic
{
    public static object? Apply(Budget budget, string op, object? left, object? right)
    {
        if (left is Undefined missing) throw missing.Error();
        if (right is Undefined other) throw other.Error();
        try
        {
            return (op, left, right) switch
            {
                ("+", string a, string b) => Join(budget, a, b),
                ("+", ListValue a, ListValue b) when a.IsTuple == b.IsTuple => Join(budget, a, b),
                ("*", string or ListValue, long or bool) => Repeat(budget, left, Integer(right)),
                ("*", long or bool, string or ListValue) => Repeat(budget, right, Integer(left)),
                ("%", string format, _) => PercentFormat.Apply(budget, format, right),
                (_, long or bool, long or bool) => OnIntegers(op, Integer(left), Integer(right)),
                _ when TryReal(left, out double x) && TryReal(right, out double y) => OnReals(op, x, y),
                _ => throw new JinjaException($"'{op}' cannot take a {Operators.TypeName(left)} and a {Operators.TypeName(right)}"),
            };
        }
        catch (OverflowException)
        {
            throw new JinjaException($"the result of '{op}' is beyond 64 bits");
        }
    }

    public static object Negate(object? value) => value switch
    {
        long and not long.MinValue or bool => (object)-Integer(value),
        double real => -real,
        Undefined undefined => throw undefined.Error(),
        _ => throw new JinjaException($"a {Operators.TypeName(value)} has no negative"),
    };

    public static bool TryReal(object? value, out double real)
    {
        real = value switch
        {
            long integer => integer,
            bool truth => truth ? 1 : 0,
            double number => number,
            _ => 0,
        };
        return value is long or bool or double;
    }

    public static long Integer(object? value) => value is bool truth ? (truth ? 1 : 0) : (long)value!;

    private static object OnIntegers(string op, long a, long b) => op switch
    {
        // As an object: the arms' common type would be double.
        "+" => (object)checked(a + b),
        "-" => checked(a - b),
        "*" => checked(a * b),
        "/" => b == 0 ? throw DivisionByZero() : (double)a / b,
        "//" => b == 0 ? throw DivisionByZero() : checked(a / b) - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0),
        "%" => b == 0 ? throw DivisionByZero() : b == -1 ? 0L : a % b != 0 && (a < 0) != (b < 0) ? a % b + b : a % b,
        _ => b < 0 ? (object)OnReals(op, a, b) : Power(a, b),
    };

    private static double OnReals(string op, double a, double b) => op switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => b == 0 ? throw DivisionByZero() : a / b,
        "//" => b == 0 ? throw DivisionByZero() : Math.Floor(a / b),
        "%" => b == 0 ? throw DivisionByZero() : a - b * Math.Floor(a / b),
        _ when a == 0 && b < 0 => throw DivisionByZero(),
        _ => Math.Pow(a, b) is var power && double.IsFinite(power) ? power : throw new JinjaException("the result of '**' is not a finite number"),
    };

    private static long Power(long number, long exponent)
    {
        long result = 1;
        while (exponent > 0)
        {
            if ((exponent & 1) != 0) result = checked(result * number);
            exponent >>= 1;
            if (exponent > 0) number = checked(number * number);
        }
        return result;
    }

    private static JinjaException DivisionByZero() => new("division by zero");

    private static string Join(Budget budget, string a, string b)
    {
        budget.ChargeText(a.Length + (long)b.Length);
        return a + b;
    }

    private static ListValue Join(Budget budget, ListValue a, ListValue b)
    {
        budget.Charge(a.Items.Count + (long)b.Items.Count);
        return new([.. a.Items, .. b.Items], a.IsTuple);
    }

    private static object Repeat(Budget budget, object? value, long times)
    {
        times = Math.Max(0, times);
        if (value is string text)
        {
            budget.ChargeText(text.Length == 0 ? 0 : checked(text.Length * times));
            return text.Length == 0 ? "" : string.Concat(Enumerable.Repeat(text, (int)times));
        }
        var list = (ListValue)value!;
        budget.Charge(list.Items.Count == 0 ? 0 : checked(list.Items.Count * times));
        return new ListValue(list.Items.Count == 0 ? [] : [.. Enumerable.Repeat(list.Items, (int)times).SelectMany(x => x)], list.IsTuple);
    }
}
