using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeReasoning.Answers;
using EdgeReasoning.Inference;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Answers.JsonSchemas;

/// <summary>Schemas and values at random, over a matcher of the tests' own.</summary>
public sealed class SchemaProperties
{
    [FsCheck.NUnit.Property(MaxTest = 300)]
    public void FromJsonSchema_ValueMadeToFit_IsLetThrough(int seed)
    {
        (JsonObject schema, string value) = new SchemaMaker(new Random(seed)).Next(depth: 3);
        Assert.That(SchemaCheck.Satisfies(JsonElement.Parse(value), JsonElement.Parse(schema.ToJsonString())), Is.True, $"the test's own value {value} for {schema.ToJsonString()}");
        Assert.That(GbnfMatcher.Matches(AnswerGrammar.FromJsonSchema(schema).Grammar, value), Is.True, $"{value} for {schema.ToJsonString()}");
    }

    [FsCheck.NUnit.Property(MaxTest = 150)]
    public void FromJsonSchema_WhateverIsLetThrough_Satisfies(int seed)
    {
        var random = new Random(seed);
        (JsonObject schema, _) = new SchemaMaker(random).Next(depth: 2);
        if (Walk(AnswerGrammar.FromJsonSchema(schema).Grammar, random) is not { } text) return;
        Assert.That(SchemaCheck.Satisfies(JsonElement.Parse(text), JsonElement.Parse(schema.ToJsonString())), Is.True, $"{text} for {schema.ToJsonString()}");
        Assert.That(JsonForm.Of(text), Is.Not.Null);
    }

    // A random text of the grammar; null where it has not ended in time.
    private static string? Walk(GbnfGrammar grammar, Random random)
    {
        int[] characters = [.. Enumerable.Range(32, 95), '\n', '\t', 0xE9, 0xF6, 0xDF, 0x1F600, 7];
        var text = new StringBuilder();
        GbnfMatcher matcher = new(grammar);
        for (int steps = 0; steps < 2000; steps++)
        {
            if (matcher.IsComplete && random.Next(3) == 0) return text.ToString();
            int[] allowed = [.. characters.Where(character => matcher.Step(character) is not null)];
            if (allowed.Length == 0) return matcher.IsComplete ? text.ToString() : throw new InvalidOperationException($"nothing may follow '{text}'");
            int chosen = allowed[random.Next(allowed.Length)];
            matcher = matcher.Step(chosen)!;
            text.Append(char.ConvertFromUtf32(chosen));
        }
        return null;
    }
}
