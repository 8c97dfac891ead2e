using System.Globalization;
using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja.Filters;

/// <summary>Filters that give numbers.</summary>
internal static class NumberFilters
{
    public static IEnumerable<(string Name, Filter Filter)> All =>
    [
        ("abs", (_, value, _) => Abs(value)),
        ("int", (_, value, a) => ToInteger(value, a.Get(0, "default", 0L))),
        ("float", (_, value, a) => ToReal(value) ?? a.Get(0, "default", 0.0)),
        ("round", (_, value, a) => Round(value, a.Integer(0, "precision", 0), a.Text(1, "method", "common"))),
        ("length", (_, value, _) => Length(value)),
        ("count", (_, value, _) => Length(value)),
    ];

    private static long Length(object? value) => value switch
    {
        string text => CodePoints.Count(text),
        ListValue list => list.Items.Count,
        MapValue map => map.Items.Count,
        Undefined => 0,
        _ => throw new JinjaException($"a {Operators.TypeName(value)} has no length"),
    };

    private static object Abs(object? value) => value switch
    {
        double real => Math.Abs(real),
        long or bool when Arithmetic.Integer(value) >= 0 => Arithmetic.Integer(value),
        _ => Arithmetic.Negate(value),
    };

    private static object? ToInteger(object? value, object? otherwise) => value switch
    {
        long or bool => Arithmetic.Integer(value),
        string text when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long integer) => integer,
        _ => ToReal(value) is { } real && Math.Abs(real) < 9.2e18 ? (long)real : otherwise,
    };

    private static double? ToReal(object? value) => value switch
    {
        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) ? real : null,
        _ => Arithmetic.TryReal(value, out double number) ? number : null,
    };

    private static object Round(object? value, long precision, string method)
    {
        if (!Arithmetic.TryReal(value, out double number)) throw new JinjaException($"a {Operators.TypeName(value)} cannot be rounded");
        if (precision is < 0 or > 15) throw Arguments.NotOf("precision", "from 0 to 15");
        if (method == "common" && value is not double) return Arithmetic.Integer(value);
        double scale = Math.Pow(10, precision);
        return method switch
        {
            "ceil" => Math.Ceiling(number * scale) / scale,
            "floor" => Math.Floor(number * scale) / scale,
            // Through the exact decimal digits: scaling first would round 2.675 up, which is a little less than it looks.
            "common" when precision > 0 => double.Parse(number.ToString("F" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            "common" => Math.Round(number, MidpointRounding.ToEven),
            _ => throw Arguments.NotOf("method", "'common', 'ceil' or 'floor'"),
        };
    }
}
