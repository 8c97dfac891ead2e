using System.Globalization;
using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja;

/// <summary>Values as text: Python's <c>str</c> and <c>repr</c>.</summary>
internal static class ValueText
{
    public static string Of(Budget budget, object? value)
    {
        if (value is string text) return text;
        var builder = new TextBuilder(budget);
        Write(builder, value, quoted: false);
        return builder.ToString();
    }

    public static string Repr(Budget budget, object? value)
    {
        var builder = new TextBuilder(budget);
        Write(builder, value, quoted: true);
        return builder.ToString();
    }

    /// <summary>The shortest digits that read back the same; with an exponent below 1e-4 and from 1e16 on.</summary>
    public static string OfReal(double real)
    {
        if (double.IsNaN(real)) return "nan";
        if (double.IsInfinity(real)) return real > 0 ? "inf" : "-inf";
        string scientific = real.ToString("E16", CultureInfo.InvariantCulture);
        int exponent = real == 0 ? 0 : int.Parse(scientific.AsSpan(scientific.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string digits = Digits(real.ToString("R", CultureInfo.InvariantCulture));
        string sign = double.IsNegative(real) ? "-" : "";
        if (exponent is < -4 or >= 16)
        {
            string fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }
        if (exponent < 0) return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        return digits.Length <= exponent + 1
            ? $"{sign}{digits.PadRight(exponent + 1, '0')}.0"
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    private static string Digits(string number)
    {
        int end = number.IndexOf('E', StringComparison.Ordinal);
        string mantissa = (end < 0 ? number : number[..end]).Replace(".", "", StringComparison.Ordinal).TrimStart('-').TrimStart('0').TrimEnd('0');
        return mantissa.Length == 0 ? "0" : mantissa;
    }

    private static void Write(TextBuilder output, object? value, bool quoted)
    {
        switch (value)
        {
            case null: output.Append("None"); break;
            case bool truth: output.Append(truth ? "True" : "False"); break;
            case long integer: output.Append(integer.ToString(CultureInfo.InvariantCulture)); break;
            case double real: output.Append(OfReal(real)); break;
            case string text when quoted: WriteQuoted(output, text); break;
            case string text: output.Append(text); break;
            case Undefined: output.Append(quoted ? "Undefined" : ""); break;
            case ListValue list: WriteList(output, list); break;
            case MapValue map: WriteMap(output, map); break;
            case NamespaceValue: output.Append("<Namespace>"); break;
            default: output.Append(value.ToString() ?? ""); break;
        }
    }

    private static void WriteList(TextBuilder output, ListValue list)
    {
        output.Budget.Enter();
        output.Append(list.IsTuple ? '(' : '[');
        for (int i = 0; i < list.Items.Count; i++)
        {
            if (i > 0) output.Append(", ");
            output.Budget.Charge(1);
            Write(output, list.Items[i], quoted: true);
        }
        if (list.IsTuple && list.Items.Count == 1) output.Append(',');
        output.Append(list.IsTuple ? ')' : ']');
        output.Budget.Leave();
    }

    private static void WriteMap(TextBuilder output, MapValue map)
    {
        output.Budget.Enter();
        output.Append('{');
        string separator = "";
        foreach ((object key, object? value) in map.Items)
        {
            output.Budget.Charge(1);
            output.Append(separator);
            Write(output, key, quoted: true);
            output.Append(": ");
            Write(output, value, quoted: true);
            separator = ", ";
        }
        output.Append('}');
        output.Budget.Leave();
    }

    private static void WriteQuoted(TextBuilder output, string text)
    {
        char quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        output.Append(quote);
        foreach (char c in text)
        {
            if (c == quote || c == '\\') output.Append('\\').Append(c);
            else if (c == '\n') output.Append("\\n");
            else if (c == '\r') output.Append("\\r");
            else if (c == '\t') output.Append("\\t");
            else if (char.IsControl(c)) output.Append($"\\x{(int)c:x2}");
            else output.Append(c);
        }
        output.Append(quote);
    }
}
