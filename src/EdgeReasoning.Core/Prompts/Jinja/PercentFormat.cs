using System.Globalization;
using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja;

/// <summary>The part of Python's <c>%</c> formatting that templates use: %s %r %d %i %x %f with a precision, and %%.</summary>
internal static class PercentFormat
{
    public static string Apply(Budget budget, string format, object? values) =>
        Apply(budget, format, values is ListValue { IsTuple: true } tuple ? tuple.Items : [values]);

    public static string Apply(Budget budget, string format, List<object?> values)
    {
        var output = new TextBuilder(budget);
        int next = 0;
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                output.Append(format[i]);
                continue;
            }
            int precision = -1;
            if (++i < format.Length && format[i] == '.')
            {
                precision = 0;
                while (++i < format.Length && char.IsAsciiDigit(format[i])) precision = Math.Min(99, precision * 10 + format[i] - '0');
            }
            if (i == format.Length) throw new JinjaException("the format ends inside a '%'");
            if (format[i] == '%') output.Append('%');
            else if (next == values.Count) throw new JinjaException("the format has more places than values");
            else output.Append(Field(budget, format[i], precision, values[next++]));
        }
        return output.ToString();
    }

    private static string Field(Budget budget, char kind, int precision, object? value)
    {
        switch (kind)
        {
            case 's' or 'r':
                string text = kind == 's' ? ValueText.Of(budget, value) : ValueText.Repr(budget, value);
                return precision >= 0 && precision < text.Length ? text[..precision] : text;
            case 'd' or 'i' when Arithmetic.TryReal(value, out double number):
                return value is double ? Math.Truncate(number).ToString("F0", CultureInfo.InvariantCulture) : Arithmetic.Integer(value).ToString(CultureInfo.InvariantCulture);
            case 'x' when value is long or bool:
                return Arithmetic.Integer(value).ToString("x", CultureInfo.InvariantCulture);
            case 'f' when Arithmetic.TryReal(value, out double real):
                return real.ToString("F" + (precision < 0 ? 6 : precision).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            default:
                throw new JinjaException($"'%{kind}' cannot format a {Operators.TypeName(value)}");
        }
    }
}
