using System.Globalization;
using System.Text.Json;

namespace EdgeReasoning.Answers.JsonSchemas;

/// <summary>Numbers within bounds, digit by digit.</summary>
internal static class SchemaNumbers
{
    // Sixteen digits where a bound does not ask for more; eighteen are as many as a long holds.
    private const long Cap = 9_999_999_999_999_999, Most = 999_999_999_999_999_999;

    public static string Integer(SchemaNode schema, SchemaRules rules)
    {
        (decimal? least, bool above) = Bound(schema, "minimum", "exclusiveMinimum", larger: true);
        (decimal? most, bool below) = Bound(schema, "maximum", "exclusiveMaximum", larger: false);
        RefuseMultiples(schema, schema.Find("multipleOf") is { } step && step.Element.TryGetDecimal(out decimal of) && of == 1);
        switch (schema.Text("format"))
        {
            case null or "int64":
                break;
            case "int32":
                (least, above) = least < int.MinValue || least is null ? (int.MinValue, false) : (least, above);
                (most, below) = most > int.MaxValue || most is null ? (int.MaxValue, false) : (most, below);
                break;
            case var other:
                throw schema.Refuse($"the format '{other}' of integers is not supported. Give minimum and maximum instead");
        }
        if (least is null && most is null) return SchemaRules.Shared("integer");
        long low = least is { } l ? (long)(decimal.Ceiling(l) + (above && l == decimal.Truncate(l) ? 1 : 0)) : Math.Min(-Cap, most < -Cap ? -Most : -Cap);
        long high = most is { } h ? (long)(decimal.Floor(h) - (below && h == decimal.Truncate(h) ? 1 : 0)) : low > Cap ? Most : Cap;
        if (low > high) throw schema.Refuse("no integer lies between its bounds");
        var alternatives = new List<string>();
        if (high >= 0) alternatives.Add(Natural(Math.Max(0, low), high));
        if (low < 0) alternatives.Add($"\"-\" ({Natural(Math.Max(1, -high), -low)})");
        return rules.Add("integer", string.Join(" | ", alternatives));
    }

    public static string Number(SchemaNode schema, SchemaRules rules)
    {
        (decimal? least, bool above) = Bound(schema, "minimum", "exclusiveMinimum", larger: true);
        (decimal? most, bool below) = Bound(schema, "maximum", "exclusiveMaximum", larger: false);
        RefuseMultiples(schema, isOne: false);
        if (schema.Text("format") is not (null or "float" or "double") and { } format) throw schema.Refuse($"the format '{format}' of numbers is not supported. Give minimum and maximum instead");
        if (least is null && most is null) return SchemaRules.Shared("number");
        if (least != decimal.Truncate(least ?? 0) && least is not null || most != decimal.Truncate(most ?? 0) && most is not null)
            throw schema.Refuse("a bound of a number is no whole number. Give the next whole one, and check the answer, or count in smaller units");
        if (least > most || (least == most && (above || below))) throw schema.Refuse("no number lies between its bounds");
        var alternatives = new List<string>();
        if (most is null or > 0 || (most == 0 && !below))
        {
            bool zeroOpen = least == 0 && above;
            alternatives.Add(Magnitude(least is > 0 ? (long)least : 0, least is > 0 ? above : zeroOpen, (long?)most, below));
        }
        if (least is null or < 0)
            alternatives.Add($"\"-\" ({Magnitude(most is < 0 ? -(long)most : 0, most is not < 0 || below, -(long?)least, above)})");
        return rules.Add("number", string.Join(" | ", alternatives));
    }

    /// <summary>Numbers from 0 up, between whole bounds that belong to them or not.</summary>
    private static string Magnitude(long low, bool lowOpen, long? high, bool highOpen)
    {
        var alternatives = new List<string>();
        if (lowOpen && (high is null || low < high)) alternatives.Add($"{Natural(low, low)} \".\" [0-9]{{0,15}} [1-9]");
        long first = lowOpen ? low + 1 : low, last = high is { } h ? h - 1 : Math.Max(first, low > Cap ? Most : Cap);
        if (first <= last) alternatives.Add($"({Natural(first, last)}) fraction?");
        if (high is { } end && !highOpen) alternatives.Add($"{Natural(end, end)} (\".\" \"0\"{{1,16}})?");
        return string.Join(" | ", alternatives);
    }

    /// <summary>Whole numbers from <paramref name="low"/>, at least 0, to <paramref name="high"/>.</summary>
    internal static string Natural(long low, long high)
    {
        string first = Text(low), last = Text(high);
        var alternatives = new List<string>();
        int run = 0;   // the first of lengths of which every number is in range
        for (int length = first.Length; length <= last.Length; length++)
        {
            string lower = length == first.Length ? first : "1" + new string('0', length - 1);
            string upper = length == last.Length ? last : new string('9', length);
            bool isFull = lower[0] == '1' && lower.AsSpan(1).IndexOfAnyExcept('0') < 0 && upper.AsSpan().IndexOfAnyExcept('9') < 0;
            if (isFull && run == 0) run = length;
            if (run > 0 && (!isFull || length == last.Length)) alternatives.Add(Full(run, isFull ? length : length - 1));
            if (isFull) continue;
            run = 0;
            alternatives.Add(Between(lower, upper));
        }
        return string.Join(" | ", alternatives);
    }

    private static string Full(int shortest, int longest) =>
        longest == 1 ? "[1-9]" : string.Create(CultureInfo.InvariantCulture, $"[1-9] [0-9]{{{shortest - 1},{longest - 1}}}");

    /// <summary>Numbers of as many digits as both bounds.</summary>
    private static string Between(string low, string high)
    {
        if (low == high) return SchemaRules.Literal(low);
        int same = low.AsSpan().CommonPrefixLength(high);
        if (same > 0) return $"{SchemaRules.Literal(low[..same])} {Between(low[same..], high[same..])}";
        int rest = low.Length - 1;
        if (rest == 0) return Digit(low[0], high[0]);
        bool fromStart = low.AsSpan(1).IndexOfAnyExcept('0') < 0, toEnd = high.AsSpan(1).IndexOfAnyExcept('9') < 0;
        var alternatives = new List<string>();
        if (!fromStart) alternatives.Add($"\"{low[0]}\" {Between(low[1..], new string('9', rest))}");
        char first = (char)(low[0] + (fromStart ? 0 : 1)), last = (char)(high[0] - (toEnd ? 0 : 1));
        if (first <= last) alternatives.Add(string.Create(CultureInfo.InvariantCulture, $"{Digit(first, last)} [0-9]{{{rest}}}"));
        if (!toEnd) alternatives.Add($"\"{high[0]}\" {Between(new string('0', rest), high[1..])}");
        return alternatives.Count == 1 ? alternatives[0] : $"({string.Join(" | ", alternatives)})";
    }

    private static string Digit(char first, char last) => first == last ? $"\"{first}\"" : $"[{first}-{last}]";

    /// <summary>The tighter of two bounds, and whether it does not belong to the range; null where there is none that numbers of so many digits could reach.</summary>
    private static (decimal? Value, bool IsOpen) Bound(SchemaNode schema, string closed, string open, bool larger)
    {
        decimal? a = Value(schema.Find(closed), larger), b = Value(schema.Find(open), larger);
        if (b is null) return (a, false);
        bool openWins = a is null || (larger ? b >= a : b <= a);
        return openWins ? (b, true) : (a, false);
    }

    private static decimal? Value(SchemaNode? bound, bool isLower)
    {
        if (bound is not { } node) return null;
        if (node.Element.ValueKind != JsonValueKind.Number) throw node.Refuse("it is not a number");
        double rough = node.Element.GetDouble();
        if (Math.Abs(rough) < Most) return node.Element.GetDecimal();
        return isLower == rough < 0 ? null : throw node.Refuse($"no number of {Text(Most).Length} digits reaches it");
    }

    private static void RefuseMultiples(SchemaNode schema, bool isOne)
    {
        if (schema.Has("multipleOf") && !isOne) throw schema.Refuse("'multipleOf' is not supported, but for integers with 1. List the values in an enum, or check the answer");
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
