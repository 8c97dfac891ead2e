namespace EdgeReasoning.Core.Tests.Answers.JsonSchemas;

/// <summary>Schemas with texts that are let through and texts that are not.</summary>
internal static class SchemaCases
{
    public const string Person = """
        {"type":"object","properties":{"name":{"type":"string","maxLength":5},"age":{"type":"integer","minimum":0,"maximum":130},"tags":{"type":"array","items":{"enum":["a","b"]},"maxItems":2}},"required":["name","age"],"additionalProperties":false}
        """;

    public static readonly (string Schema, string[] Right, string[] Wrong)[] All =
    [
        (Person,
            ["""{"name":"Ann","age":7}""", """{ "name": "Ann", "age": 130, "tags": ["a", "b"]}""", "{\n  \"name\": \"\",\n  \"age\": 0\n}", """{"name":"\u00e9\n\"é","age":1}"""],
            ["""{"name":"Ann"}""", """{"age":7,"name":"Ann"}""", """{"name":"Annika","age":7}""", """{"name":"Ann","age":131}""", """{"name":"Ann","age":-1}""", """{"name":"Ann","age":7,"x":1}""", """{"name":"Ann","age":7,"tags":["c"]}""", """{"name":"Ann","age":7,"tags":["a","a","a"]}""", """{"name":"Ann","age":07}""", """{"name":"Ann","age":7,}""", """{"name":"\ud800","age":7}"""]),
        ("""{"type":"object","properties":{"a":{"type":"boolean"},"b":{"type":"null"},"c":{"const":1}}}""",
            ["{}", """{"a":true}""", """{"b":null}""", """{"a":false,"c":1}""", """{"b":null,"c":1}"""], ["""{"a":1}""", """{"c":1,"a":true}""", """{,"a":true}""", """{"a":true,"a":true}"""]),
        ("""{"type":"object","properties":{"ab":{"type":"integer"}},"required":["ab","z"],"additionalProperties":{"type":"boolean"}}""",
            ["""{"ab":1,"z":true}""", """{"ab":1,"z":true,"a":false,"abc":true,"":false,"é":true}"""], ["""{"ab":1}""", """{"ab":1,"z":1}""", """{"ab":1,"z":true,"ab":true}""", """{"ab":1,"z":true,"q":1}""", """{"ab":1,"z":true,"\u0061b":true}"""]),
        ("""{"type":"object"}""", ["{}", """{"a":{"b":[1,-2.5,null,true,"x"]}}"""], ["[]", "1", """{"a"}"""]),
        ("""{"type":"array","items":{"type":"integer"},"minItems":2,"maxItems":3}""", ["[1,2]", "[1, 2, 3]"], ["[]", "[1]", "[1,2,3,4]", "[1,2,]"]),
        ("""{"type":"array","prefixItems":[{"type":"string"},{"type":"boolean"}],"items":{"type":"integer"},"minItems":1}""",
            ["""["a"]""", """["a",true]""", """["a",true,1,2]"""], ["[]", "[true]", """["a",1]"""]),
        ("""{"type":"array","prefixItems":[{"type":"string"},{"type":"boolean"}],"items":false}""", ["[]", """["a"]""", """["a",true]"""], ["""["a",true,1]"""]),
        ("""{"type":"array","maxItems":0}""", ["[]"], ["[1]"]),
        ("""{"type":"string","minLength":2,"maxLength":3}""", ["\"ab\"", "\"é😀x\"", "\"\\n\\u0041\""], ["\"a\"", "\"abcd\"", "\"a\nb\""]),
        ("""{"type":"string","minLength":1500,"maxLength":3500}""",
            ["\"" + new string('a', 1500) + "\"", "\"" + new string('a', 3500) + "\"", "\"" + new string('a', 2600) + "\""], ["\"" + new string('a', 1499) + "\"", "\"" + new string('a', 3501) + "\""]),
        ("""{"type":"string","pattern":"^[A-Z]{2}-\\d+(\\.[a-z\"\\\\]*|x)?$"}""", ["\"AB-1\"", "\"AB-12.ab\\\"\\\\\"", "\"AB-3x\""], ["\"A-1\"", "\"AB-\"", "\"AB-1y\"", "\"ab-1\""]),
        ("""{"type":"string","pattern":"^(a|b\\sc)[^a-y\\n]$"}""", ["\"az\"", "\"b cz\"", "\"b\\tcé\""], ["\"aa\"", "\"bcz\"", "\"a\\n\"", "\"a\"\""]),
        ("""{"type":"string","format":"date"}""", ["\"2026-02-28\"", "\"1999-12-31\""], ["\"2026-02-29\"", "\"2026-04-31\"", "\"2026-13-01\"", "\"2026-1-1\""]),
        ("""{"type":"string","format":"date-time"}""", ["\"2026-11-22T23:59:59Z\"", "\"2026-11-22T00:00:00.123+01:30\""], ["\"2026-11-22T24:00:00Z\"", "\"2026-11-22T00:00:00\""]),
        ("""{"type":"string","format":"time"}""", ["\"23:59:59\"", "\"00:00:00.5\""], ["\"24:00:00\"", "\"1:00:00\""]),
        ("""{"type":"string","format":"uuid"}""", ["\"123e4567-e89b-12d3-a456-426614174000\""], ["\"123e4567e89b12d3a456426614174000\""]),
        ("""{"type":"integer"}""", ["0", "-1", "1234567890123456"], ["-0", "01", "1.0", "12345678901234567", "1e3"]),
        ("""{"type":"integer","format":"int32"}""", ["2147483647", "-2147483648"], ["2147483648", "-2147483649"]),
        ("""{"type":"integer","exclusiveMinimum":0.5,"exclusiveMaximum":12}""", ["1", "9", "10", "11"], ["0", "12", "-1", "13"]),
        ("""{"type":"number"}""", ["0", "-0.5", "12.75", "3"], [".5", "1.", "1e3", "+1", "00.5"]),
        ("""{"type":"number","minimum":0,"maximum":1}""", ["0", "0.25", "1", "1.00"], ["1.5", "-0.5", "2", "1.01"]),
        ("""{"type":"number","exclusiveMinimum":-180,"maximum":180}""", ["-179.9", "0", "-0.1", "180", "179.999", "180.0"], ["-180", "180.5", "181", "-180.5"]),
        ("""{"type":"number","exclusiveMinimum":0}""", ["0.001", "1", "7.5"], ["0", "-1", "0.000"]),
        ("""{"type":"number","maximum":-3}""", ["-3", "-3.5", "-4"], ["-2.5", "0", "3"]),
        ("""{"type":["string","null"]}""", ["\"a\"", "null"], ["1"]),
        ("""{"type":"integer","nullable":true,"minimum":5}""", ["5", "null"], ["4"]),
        ("""{"enum":["a",1,null,{"b":[1]}]}""", ["\"a\"", "1", "null", """{"b":[1]}"""], ["\"b\"", "2"]),
        ("""{"type":"string","enum":["a",1]}""", ["\"a\""], ["1"]),
        ("""{"anyOf":[{"type":"integer"},{"type":"array","items":{"$ref":"#"}}]}""", ["1", "[]", "[[1,2],[]]"], ["[true]", "\"a\""]),
        ("""{"$defs":{"node":{"type":"object","properties":{"v":{"type":"integer"},"next":{"anyOf":[{"$ref":"#/$defs/node"},{"type":"null"}]}},"required":["v","next"]}},"$ref":"#/$defs/node"}""",
            ["""{"v":1,"next":{"v":2,"next":null}}"""], ["""{"v":1,"next":{"v":2}}"""]),
        ("""{"oneOf":[{"type":"object","properties":{"kind":{"const":"a"},"x":{"type":"integer"}},"required":["kind","x"]},{"type":"object","properties":{"kind":{"const":"b"},"y":{"type":"string"}},"required":["kind","y"]}]}""",
            ["""{"kind":"a","x":1}""", """{"kind":"b","y":""}"""], ["""{"kind":"a","y":""}""", """{"kind":"c","x":1}"""]),
        ("""{"allOf":[{"$ref":"#/$defs/p"},{"properties":{"b":{"type":"integer","minimum":1},"a":{"maxLength":2}},"required":["b"]}],"$defs":{"p":{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}}}""",
            ["""{"a":"xy","b":1}"""], ["""{"a":"xyz","b":1}""", """{"a":"x"}""", """{"a":"x","b":0}"""]),
        ("""{"type":"object","properties":{"id":{"type":"integer"}},"required":["id"],"anyOf":[{"properties":{"x":{"const":1}},"required":["x"]},{"properties":{"y":{"const":2}},"required":["y"]}]}""",
            ["""{"x":1,"id":5}""", """{"y":2,"id":5}"""], ["""{"id":5}"""]),
        ("""{"items":{"type":"boolean"}}""", ["[true]", "[]"], ["[1]"]),
        ("true", ["1", "\"a\"", "[{}]"], ["tru"]),
    ];
}
