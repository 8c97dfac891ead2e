using System.Text.Json;
using EdgeReasoning.Answers;

namespace EdgeReasoning.Server.Requests;

/// <summary>Reads <c>response_format</c>: what the answer is held to.</summary>
internal static class FormatReader
{
    private const string Field = "response_format";

    /// <exception cref="ApiException">It is none of OpenAI's, or has a schema that cannot be kept.</exception>
    public static AnswerGrammar? Read(JsonElement? format)
    {
        if (format is null or { ValueKind: JsonValueKind.Null }) return null;
        if (format is not { ValueKind: JsonValueKind.Object } || !format.Value.TryGetProperty("type", out JsonElement type) || type.ValueKind != JsonValueKind.String)
            throw ApiException.Invalid("The field response_format is an object with a type: text, json_object or json_schema.", Field, "invalid_type");
        return FieldReader.Text(type, Field) switch
        {
            "text" => null,
            "json_object" => AnswerGrammar.Json,
            "json_schema" => Schema(format.Value),
            var other => throw ApiException.Invalid($"The field response_format has the type '{other}'; there is text, json_object and json_schema.", Field, "unsupported_parameter"),
        };
    }

    // A schema is kept to the letter also where strict is false, or missing.
    private static AnswerGrammar Schema(JsonElement format)
    {
        if (!format.TryGetProperty("json_schema", out JsonElement named) || named.ValueKind != JsonValueKind.Object || !named.TryGetProperty("schema", out JsonElement schema))
            throw ApiException.Invalid("The field response_format has no json_schema with a schema.", $"{Field}.json_schema.schema");
        try
        {
            return AnswerGrammar.FromJsonSchema(schema);
        }
        catch (ArgumentException problem)
        {
            throw ApiException.Invalid(EngineErrors.MessageOf(problem), $"{Field}.json_schema.schema");
        }
    }
}
