namespace EdgeReasoning.Answers.JsonSchemas;

/// <summary>Strings: of a length, of a format, of a pattern.</summary>
internal static class SchemaStrings
{
    private const string Hour = "([0-1] [0-9] | \"2\" [0-3])", Sixty = "[0-5] [0-9]";

    // 29 February is left out: whether there is one is more than a grammar of a bounded size should know.
    private const string Day = """
        ("0" [13578] | "1" [02]) "-" ("0" [1-9] | [1-2] [0-9] | "3" [0-1]) | ("0" [469] | "11") "-" ("0" [1-9] | [1-2] [0-9] | "30") | "02-" ("0" [1-9] | "1" [0-9] | "2" [0-8])
        """;

    public static string Convert(SchemaNode schema, SchemaRules rules)
    {
        int? least = schema.Count("minLength"), most = schema.Count("maxLength");
        string? pattern = schema.Text("pattern"), format = schema.Text("format");
        if (pattern is not null && (format is not null || least is > 0 || most is not null))
            throw schema.Refuse("a pattern stands beside a length or a format. Say it all in the pattern");
        if (format is not null && (least is > 0 || most is not null)) throw schema.Refuse("a length stands beside a format. Leave the length out");
        if (pattern is not null) return rules.Add("string", $"\"\\\"\" {new SchemaPattern(pattern, schema.Find("pattern")!.Value, rules).Convert()} \"\\\"\"");
        if (format is not null) return rules.Add("string", $"\"\\\"\" {Format(format, schema, rules)} \"\\\"\"");
        if (most < least) throw schema.Refuse("maxLength is less than minLength");
        return (least ?? 0) == 0 && most is null ? SchemaRules.Shared("string")
            : rules.Add("string", $"\"\\\"\" {rules.Times(SchemaRules.Shared("char"), least ?? 0, most)} \"\\\"\"");
    }

    private static string Format(string format, SchemaNode schema, SchemaRules rules) => format switch
    {
        "date" => Date(rules),
        "time" => Time(rules),
        "date-time" => $"{Date(rules)} \"T\" {Time(rules)} (\"Z\" | [+-] {Hour} \":\" {Sixty})",
        "uuid" => "hex{8} \"-\" hex{4} \"-\" hex{4} \"-\" hex{4} \"-\" hex{12}",
        _ => throw schema.Refuse($"the format '{format}' is not supported; date, time, date-time and uuid are. Give a pattern, or leave it out and check the answer"),
    };

    private static string Date(SchemaRules rules) => rules.Add("date", $"[1-2] [0-9]{{3}} \"-\" ({Day})");

    // Without an offset, as readers of a time alone expect it.
    private static string Time(SchemaRules rules) => rules.Add("time", $"{Hour} \":\" {Sixty} \":\" {Sixty} (\".\" [0-9]{{1,6}})?");
}
