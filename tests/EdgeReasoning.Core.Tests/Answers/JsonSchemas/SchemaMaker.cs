using System.Globalization;
using System.Text.Json.Nodes;

namespace EdgeReasoning.Core.Tests.Answers.JsonSchemas;

/// <summary>Random schemas, each with a value that satisfies it, written with random white space.</summary>
internal sealed class SchemaMaker(Random random)
{
    private static readonly string[] s_names = ["a", "ab", "b", "name", "größe", "x y", "q\"", "back\\slash"];

    public (JsonObject Schema, string Value) Next(int depth)
    {
        switch (random.Next(depth > 0 ? 11 : 7))
        {
            case 0:
                return (new JsonObject { ["type"] = "boolean" }, random.Next(2) == 0 ? "true" : "false");
            case 1:
                return Integer();
            case 2:
                return Number();
            case 3:
                return Text();
            case 4:
                string[] values = ["\"a\"", "17", "null", "\"a b\"", "[1,{\"z\":[]}]"];
                return (new JsonObject { ["enum"] = new JsonArray([.. values.Select(value => JsonNode.Parse(value))]) }, values[random.Next(values.Length)]);
            case 5:
                return (new JsonObject { ["type"] = new JsonArray("null", "integer"), ["maximum"] = 9, ["minimum"] = -9 }, random.Next(2) == 0 ? "null" : random.Next(-9, 10).ToString(CultureInfo.InvariantCulture));
            case 6:
                return (new JsonObject { ["type"] = "string", ["pattern"] = "^[a-f]{1,3}(-\\d+)?$" }, random.Next(2) == 0 ? "\"fab\"" : "\"c-042\"");
            case 7 or 8:
                return Object(depth);
            case 9:
                return Array(depth);
            default:
                (JsonObject first, string one) = Next(depth - 1);
                (JsonObject second, string other) = Next(depth - 1);
                return (new JsonObject { ["anyOf"] = new JsonArray(first, second) }, random.Next(2) == 0 ? one : other);
        }
    }

    private (JsonObject, string) Integer()
    {
        long a = Bound(), b = Bound(), low = Math.Min(a, b), high = Math.Max(a, b);
        var schema = new JsonObject { ["type"] = "integer" };
        if (random.Next(4) > 0) schema["minimum"] = low;
        if (random.Next(4) > 0) schema["maximum"] = high;
        return (schema, random.NextInt64(low, high + 1).ToString(CultureInfo.InvariantCulture));
    }

    private long Bound() => random.Next(3) switch { 0 => random.Next(-20, 21), 1 => random.Next(-5000, 5001), _ => random.NextInt64(-999_999_999_999_999, 999_999_999_999_999) };

    private (JsonObject, string) Number()
    {
        int a = random.Next(-200, 200), b = random.Next(-200, 200), low = Math.Min(a, b), high = Math.Max(a, b) + 1;
        bool open = random.Next(2) == 0;
        var schema = new JsonObject { ["type"] = "number", [open ? "exclusiveMinimum" : "minimum"] = low, [open ? "exclusiveMaximum" : "maximum"] = high };
        decimal value = low + ((high - low) * random.Next(1, 1000) / 1000m);
        return (schema, value.ToString(CultureInfo.InvariantCulture));
    }

    private (JsonObject, string) Text()
    {
        int least = random.Next(4), most = least + random.Next(5), length = random.Next(least, most + 1);
        string[] characters = ["a", "Z", "é", "😀", "\\\"", "\\\\", "\\n", "\\u00e9", " ", "{", "]"];
        return (new JsonObject { ["type"] = "string", ["minLength"] = least, ["maxLength"] = most }, $"\"{string.Concat(Enumerable.Range(0, length).Select(_ => characters[random.Next(characters.Length)]))}\"");
    }

    private (JsonObject, string) Object(int depth)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        var written = new List<string>();
        foreach (string name in s_names.OrderBy(_ => random.Next()).Take(random.Next(5)).ToList())
        {
            (JsonObject schema, string value) = Next(depth - 1);
            properties[name] = schema;
            bool isRequired = random.Next(2) == 0;
            if (isRequired) required.Add(name);
            if (isRequired || random.Next(2) == 0) written.Add($"{Quoted(name)}:{Blank()}{value}");
        }

        var whole = new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required };
        switch (random.Next(3))
        {
            case 0:
                whole["additionalProperties"] = false;
                break;
            case 1:
                whole["additionalProperties"] = new JsonObject { ["type"] = "boolean" };
                written.Add("\"nam\":true");
                break;
        }
        // Between the braces of an empty object there is room for one blank.
        return (whole, written.Count == 0 ? $"{{{Blank()}}}" : $"{{{Blank()}{string.Join($",{Blank()}", written)}{Blank()}}}");
    }

    private (JsonObject, string) Array(int depth)
    {
        (JsonObject schema, string value) = Next(depth - 1);
        int least = random.Next(3), most = least + random.Next(3), count = random.Next(least, most + 1);
        return (new JsonObject { ["type"] = "array", ["items"] = schema, ["minItems"] = least, ["maxItems"] = most },
            $"[{Blank()}{string.Join($",{Blank()}", Enumerable.Repeat(value, count))}{Blank()}]");
    }

    private string Blank() => random.Next(4) switch { 0 => " ", 1 => "\n    ", _ => "" };

    private static string Quoted(string name) => "\"" + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
