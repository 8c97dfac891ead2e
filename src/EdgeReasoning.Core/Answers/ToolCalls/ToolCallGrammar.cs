using System.Text.Json;
using EdgeReasoning.Answers.JsonSchemas;
using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;

namespace EdgeReasoning.Answers.ToolCalls;

/// <summary>Makes a grammar of calls: each as the model was trained to write it, with arguments by the function's schema.</summary>
internal static class ToolCallGrammar
{
    // A model that need not stop may go on calling.
    private const int Most = 8;

    private static readonly string[] s_ofMembers = ["additionalProperties", "unevaluatedProperties", "required", "$ref", "allOf", "anyOf", "oneOf", "enum", "const"];

    /// <summary>The grammar.</summary>
    /// <param name="form">How the model writes calls.</param>
    /// <param name="tools">What may be called.</param>
    /// <param name="takesSeveral">Whether there may be several calls.</param>
    /// <param name="instead">What may be answered instead of calling; null where something has to be called.</param>
    /// <exception cref="ArgumentException">A schema has something that cannot be kept.</exception>
    public static GbnfGrammar Of(ToolCallForm form, IReadOnlyList<ToolDefinition> tools, bool takesSeveral, AnswerGrammar? instead)
    {
        var rules = new SchemaRules();
        string call = rules.OneOf("call", [.. tools.Select(tool => Call(form, tool, rules))]);
        string root = takesSeveral && form.TakesSeveral ? FormattableString.Invariant($"{call} (\"\\n\" {call}){{0,{Most - 1}}}") : call;
        if (instead is not null) root = $"{root} | {(instead.Schema is { } schema ? SchemaGrammar.RuleOf(schema, rules) : SchemaRules.Shared("object"))}";
        return GbnfGrammar.Parse($"root ::= {root}\n{rules}");
    }

    private static string Call(ToolCallForm form, ToolDefinition tool, SchemaRules rules)
    {
        (string before, string after) = form.Around(PlainJson.Write(tool.Name, static (writer, name) => writer.WriteStringValue(name)));
        return rules.Add("call", $"{SchemaRules.Literal(before)} {Arguments(tool, rules)} {SchemaRules.Literal(after)}");
    }

    private static string Arguments(ToolDefinition tool, SchemaRules rules)
    {
        JsonElement schema = tool.Parameters;
        bool hasMembers = schema.TryGetProperty("properties", out JsonElement properties) && properties.ValueKind == JsonValueKind.Object && properties.EnumerateObject().Any();
        // A schema that says nothing of members would let a model invent some.
        if (!hasMembers && !s_ofMembers.Any(keyword => schema.TryGetProperty(keyword, out _))) return "\"{}\"";
        try
        {
            return SchemaGrammar.RuleOf(schema, rules);
        }
        catch (ArgumentException problem)
        {
            throw new ArgumentException($"The parameters of the tool '{tool.Name}' cannot be held to their schema. {problem.Message}", nameof(tool), problem);
        }
    }
}
