using System.Globalization;

namespace EdgeReasoning.Prompts.Jinja;

/// <summary>The directives of C's <c>strftime</c>, in the invariant culture; an unknown one is kept as it is written.</summary>
internal static class Strftime
{
    public static string Format(Budget budget, DateTimeOffset time, string format)
    {
        var text = new TextBuilder(budget);
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                text.Append(format[i]);
                continue;
            }
            // '-' asks for a number without its leading zero.
            bool isBare = format[i + 1] == '-' && i + 2 < format.Length;
            char directive = format[i += isBare ? 2 : 1];
            string? field = Field(time, directive);
            if (field is null) text.Append(isBare ? "%-" : "%").Append(directive);
            else text.Append(isBare && field.Length > 1 ? field.TrimStart('0').PadLeft(1, '0') : field);
        }
        return text.ToString();
    }

    private static string? Field(DateTimeOffset time, char directive) => directive switch
    {
        'Y' => time.ToString("yyyy", CultureInfo.InvariantCulture),
        'y' => time.ToString("yy", CultureInfo.InvariantCulture),
        'm' => time.ToString("MM", CultureInfo.InvariantCulture),
        'd' => time.ToString("dd", CultureInfo.InvariantCulture),
        'e' => time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
        'b' or 'h' => time.ToString("MMM", CultureInfo.InvariantCulture),
        'B' => time.ToString("MMMM", CultureInfo.InvariantCulture),
        'a' => time.ToString("ddd", CultureInfo.InvariantCulture),
        'A' => time.ToString("dddd", CultureInfo.InvariantCulture),
        'H' => time.ToString("HH", CultureInfo.InvariantCulture),
        'I' => time.ToString("hh", CultureInfo.InvariantCulture),
        'M' => time.ToString("mm", CultureInfo.InvariantCulture),
        'S' => time.ToString("ss", CultureInfo.InvariantCulture),
        'f' => time.ToString("ffffff", CultureInfo.InvariantCulture),
        'p' => time.ToString("tt", CultureInfo.InvariantCulture),
        'j' => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        'F' => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        'D' => time.ToString("MM'/'dd'/'yy", CultureInfo.InvariantCulture),
        'T' => time.ToString("HH':'mm':'ss", CultureInfo.InvariantCulture),
        'R' => time.ToString("HH':'mm", CultureInfo.InvariantCulture),
        '%' => "%",
        _ => null,
    };
}
