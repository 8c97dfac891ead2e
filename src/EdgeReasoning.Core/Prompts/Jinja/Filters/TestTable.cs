using System.Collections.Frozen;
using EdgeReasoning.Prompts.Jinja.Syntax;
using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja.Filters;

internal delegate bool Test(Frame frame, object? value, Arguments arguments);

/// <summary>The tests by name: what may stand behind <c>is</c>.</summary>
internal static class TestTable
{
    private static readonly FrozenDictionary<string, Test> s_tests = new Dictionary<string, Test>(StringComparer.Ordinal)
    {
        ["defined"] = (_, value, _) => value is not Undefined,
        ["undefined"] = (_, value, _) => value is Undefined,
        ["none"] = (_, value, _) => value is null,
        ["true"] = (_, value, _) => value is true,
        ["false"] = (_, value, _) => value is false,
        ["boolean"] = (_, value, _) => value is bool,
        ["string"] = (_, value, _) => value is string,
        ["integer"] = (_, value, _) => value is long,
        ["float"] = (_, value, _) => value is double,
        ["number"] = (_, value, _) => value is long or double or bool,
        ["mapping"] = (_, value, _) => value is MapValue,
        ["iterable"] = (_, value, _) => value is string or ListValue or MapValue or Undefined,
        ["sequence"] = (_, value, _) => value is string or ListValue or MapValue or Undefined,
        ["callable"] = (_, value, _) => value is Callable,
        ["odd"] = (frame, value, _) => Remainder(frame, value, 2L) is not (0L or 0.0),
        ["even"] = (frame, value, _) => Remainder(frame, value, 2L) is 0L or 0.0,
        ["divisibleby"] = (frame, value, a) => Remainder(frame, value, a.Get(0, "num")) is 0L or 0.0,
        ["lower"] = (frame, value, _) => Cased(frame, value, char.IsLower, char.IsUpper),
        ["upper"] = (frame, value, _) => Cased(frame, value, char.IsUpper, char.IsLower),
        ["sameas"] = (frame, value, a) => value is null ? a.Get(0, "other") is null : value is bool ? value.Equals(a.Get(0, "other")) : ReferenceEquals(value, a.Get(0, "other")),
        ["in"] = (frame, value, a) => Operators.Contains(frame.Budget, a.Get(0, "seq"), value),
        ["filter"] = (_, value, _) => value is string name && FilterTable.Exists(name),
        ["test"] = (_, value, _) => value is string name && Exists(name),
        ["equalto"] = Compared("=="),
        ["eq"] = Compared("=="),
        ["=="] = Compared("=="),
        ["ne"] = Compared("!="),
        ["!="] = Compared("!="),
        ["lt"] = Compared("<"),
        ["<"] = Compared("<"),
        ["lessthan"] = Compared("<"),
        ["le"] = Compared("<="),
        ["<="] = Compared("<="),
        ["gt"] = Compared(">"),
        [">"] = Compared(">"),
        ["greaterthan"] = Compared(">"),
        ["ge"] = Compared(">="),
        [">="] = Compared(">="),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Exists(string name) => s_tests.ContainsKey(name);

    public static bool Holds(Frame frame, string name, object? value, Arguments arguments)
    {
        if (!s_tests.TryGetValue(name, out Test? test)) throw new JinjaException($"there is no test '{name}' here");
        frame.Budget.Charge(1);
        return test(frame, value, arguments);
    }

    private static Test Compared(string op) => (frame, value, arguments) => Comparison.Holds(frame.Budget, op, value, arguments.Get(0, "other"));

    private static object? Remainder(Frame frame, object? value, object? divisor) => value is string
        ? throw new JinjaException("a str has no remainder")
        : Arithmetic.Apply(frame.Budget, "%", value, divisor);

    private static bool Cased(Frame frame, object? value, Func<char, bool> wanted, Func<char, bool> refused)
    {
        string text = frame.Budget.Pay(ValueText.Of(frame.Budget, value));
        return text.Any(wanted) && !text.Any(refused);
    }
}
