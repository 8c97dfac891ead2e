using System.Text.Json;

namespace EdgeReasoning.Answers.JsonSchemas;

/// <summary>Makes a grammar of a JSON schema. Everything that it lets through satisfies the schema; what of a schema cannot be kept is refused.</summary>
/// <remarks>
/// It is stricter than the schema where a model would otherwise run on, or a reader trip: members come in the order in which the schema names them, an object that names
/// its members has no others unless it says so, white space between tokens is a blank, or a line's end with up to 20 blanks, numbers have up to 16 digits before the point
/// and behind it, and no exponent.
/// </remarks>
internal static class SchemaGrammar
{
    /// <summary>The grammar's text.</summary>
    /// <exception cref="ArgumentException">It is no schema, or has something that cannot be kept.</exception>
    public static string Of(JsonElement schema)
    {
        var rules = new SchemaRules();
        string start = RuleOf(schema, rules);
        return $"root ::= {start}\n{rules}";
    }

    /// <summary>The rule of a schema, among others of one grammar.</summary>
    /// <exception cref="ArgumentException">It is no schema, or has something that cannot be kept.</exception>
    public static string RuleOf(JsonElement schema, SchemaRules rules)
    {
        try
        {
            return new SchemaConverter(schema, rules).ConvertAll();
        }
        catch (InvalidOperationException problem)
        {
            // A name of a member can be half a surrogate pair, and a list hold what it should not.
            throw new ArgumentException($"The JSON schema has a part of a wrong kind, or half a surrogate pair in a name: {problem.Message}", nameof(schema), problem);
        }
    }
}
