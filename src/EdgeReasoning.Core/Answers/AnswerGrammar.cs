using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeReasoning.Answers.JsonSchemas;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Answers;

/// <summary>What an answer is held to, token by token: a grammar of one's own, or JSON by a schema. Immutable.</summary>
public sealed class AnswerGrammar
{
    private const string AnyObject = """{"type":"object"}""";

    private AnswerGrammar(GbnfGrammar grammar, JsonElement? schema)
    {
        Grammar = grammar;
        Schema = schema;
    }

    /// <summary>Any JSON object.</summary>
    public static AnswerGrammar Json { get; } = new(GbnfGrammar.Parse(SchemaGrammar.Of(JsonElement.Parse(AnyObject))), null) { IsJson = true };

    /// <summary>The grammar.</summary>
    public GbnfGrammar Grammar { get; }

    /// <summary>The JSON schema that it was made from; null for <see cref="Json"/> and a grammar of one's own.</summary>
    public JsonElement? Schema { get; }

    /// <summary>Whether the answers are JSON.</summary>
    public bool IsJson { get; private init; }

    /// <summary>How traces vote by default: JSON as such, anything else by its whole text.</summary>
    internal AnswerExtractor Extractor => IsJson ? AnswerExtractors.WholeJson : AnswerExtractors.Text;

    /// <summary>A grammar of one's own.</summary>
    /// <param name="text">In GBNF, llama.cpp's notation; it starts at the rule <c>root</c>.</param>
    /// <exception cref="ArgumentException">The text is no grammar, or one that is refused (<see cref="GbnfGrammar"/>).</exception>
    public static AnswerGrammar FromGbnf(string text) => new(GbnfGrammar.Parse(text), null);

    /// <summary>JSON that satisfies a schema.</summary>
    /// <param name="schema">The schema. Keywords that cannot be kept are refused; docs/structured-output.md lists those that can.</param>
    /// <exception cref="ArgumentException">It is no schema, or has something that cannot be kept; the message says where.</exception>
    public static AnswerGrammar FromJsonSchema(JsonElement schema)
    {
        string text = SchemaGrammar.Of(schema);
        return new AnswerGrammar(GbnfGrammar.Parse(text), schema.Clone()) { IsJson = true };
    }

    /// <summary>JSON that satisfies a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <exception cref="ArgumentException">It is no schema, or has something that cannot be kept; the message says where.</exception>
    public static AnswerGrammar FromJsonSchema(JsonNode schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return FromJsonSchema(schema.ToJsonString());
    }

    /// <summary>JSON that satisfies a schema.</summary>
    /// <param name="schema">The schema as text.</param>
    /// <exception cref="ArgumentException">It is no schema, or has something that cannot be kept; the message says where.</exception>
    public static AnswerGrammar FromJsonSchema(string schema)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(schema);
        try
        {
            return FromJsonSchema(JsonElement.Parse(schema));
        }
        catch (JsonException problem)
        {
            throw new ArgumentException($"The schema is no JSON: {problem.Message}", nameof(schema), problem);
        }
    }
}
