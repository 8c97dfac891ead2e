using EdgeReasoning.Answers;

namespace EdgeReasoning.Fuzz.Targets;

/// <summary>What answers are held to: JSON schemas, which become grammars, and grammars. Either is refused with an <see cref="ArgumentException"/>, or is a grammar that llama.cpp can be given.</summary>
internal sealed class SchemaTarget() : TextTarget("schema", Dictionary, ("{", "}"), ("[", "]"), ("(", ")"), ("{\"items\":", "}"), ("{\"properties\":{\"a\":", "}}"), ("{\"anyOf\":[", "]}"), ("{\"allOf\":[", "]}"), ("^", "$"), ("\"", "\""), ("root ::= ", "\n"))
{
    private const string Dictionary = """
        "type": "object" "array" "string" "number" "integer" "boolean" "null" "properties": "required": "additionalProperties": "items": "prefixItems": "minItems": "maxItems": "minLength": "maxLength": "minimum": "maximum": "exclusiveMinimum": "exclusiveMaximum":
        "multipleOf": "pattern": "format": "date" "date-time" "uuid" "enum": "const": "anyOf": "oneOf": "allOf": "$ref": "#" "#/$defs/a" "#/properties/a" "$defs": "definitions": "nullable": "title": "not": "uniqueItems": "unevaluatedProperties": true false null 0 1 -1 1.5 1e999 1e-999 999999999999999999 2147483648 "a" "\ud800" {} [] , :
        "^[a-z]+$" "^(a|b){2,3}$" "^\\d*?$" "^[^\"\\\\]$" "^(?=a)$" "^\\u0041$" root ::= ws | * + ? {2} {1999} {0,3} {3,} [a-z] [^\n] [] . ( ) "\x41" "\U0001F600" # <[1]> !<a> \ud800 é
        """;

    public override long MostAllocated(byte[] input) => (32L << 20) + (16384L * input.Length);

    protected override string Run(string text)
    {
        try
        {
            AnswerGrammar grammar = text.AsSpan().TrimStart() is ['{' or 't' or '[' or '"', ..] ? AnswerGrammar.FromJsonSchema(text) : AnswerGrammar.FromGbnf(text);
            return $"{(grammar.IsJson ? "schema" : "grammar")} {Math.Min(8, grammar.Grammar.Text.Length / 256)}";
        }
        catch (ArgumentException refusal)
        {
            // Without the place and the names in quotation marks, which differ from input to input.
            string message = refusal.Message;
            int colon = message.IndexOf(": ", StringComparison.Ordinal);
            return message[(colon + 1)..][..Math.Min(30, message.Length - colon - 1)];
        }
    }
}
