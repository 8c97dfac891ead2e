using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeReasoning.Answers;
using EdgeReasoning.Core.Tests.Answers.JsonSchemas;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Answers;

public sealed class AnswerGrammarTests
{
    [TestCaseSource(nameof(Right))]
    public void FromJsonSchema_TextThatFits_IsLetThrough(string schema, string text) =>
        Assert.That(GbnfMatcher.Matches(AnswerGrammar.FromJsonSchema(schema).Grammar, text), Is.True);

    [TestCaseSource(nameof(Wrong))]
    public void FromJsonSchema_TextThatDoesNotFit_IsNot(string schema, string text) =>
        Assert.That(GbnfMatcher.Matches(AnswerGrammar.FromJsonSchema(schema).Grammar, text), Is.False);

    [TestCase("""{"type":"object","properties":{"a":{"type":"string","format":"email"}}}""", "#/properties/a: the format 'email'")]
    [TestCase("""{"type":"object","patternProperties":{}}""", "#: the keyword 'patternProperties'")]
    [TestCase("""{"not":{}}""", "'not'")]
    [TestCase("""{"type":"thing"}""", "there is no type 'thing'")]
    [TestCase("""{"type":[]}""", "no type")]
    [TestCase("""{"type":"array","uniqueItems":true}""", "#/uniqueItems")]
    [TestCase("""{"type":"array","items":[{}]}""", "prefixItems")]
    [TestCase("""{"type":"array","minItems":3,"maxItems":2}""", "maxItems")]
    [TestCase("""{"type":"string","minLength":-1}""", "#/minLength")]
    [TestCase("""{"type":"string","pattern":"a+"}""", "not anchored")]
    [TestCase("""{"type":"string","pattern":"^a|b$"}""", "alternatives beside its anchors")]
    [TestCase("""{"type":"string","pattern":"^(?=a)b$"}""", "looks ahead")]
    [TestCase("""{"type":"string","pattern":"^\\bx$"}""", "\\b")]
    [TestCase("""{"type":"string","pattern":"^[$"}""", "never closed")]
    [TestCase("""{"type":"string","pattern":"^a$","maxLength":3}""", "beside a length")]
    [TestCase("""{"type":"integer","minimum":3,"maximum":2}""", "no integer")]
    [TestCase("""{"type":"integer","multipleOf":5}""", "multipleOf")]
    [TestCase("""{"type":"integer","exclusiveMinimum":true}""", "#/exclusiveMinimum")]
    [TestCase("""{"type":"number","minimum":0.5}""", "whole")]
    [TestCase("""{"type":"number","minimum":1,"exclusiveMaximum":1}""", "no number")]
    [TestCase("""{"type":"integer","minimum":1e30}""", "reaches it")]
    [TestCase("""{"enum":[]}""", "none of the values")]
    [TestCase("""{"anyOf":[]}""", "empty")]
    [TestCase("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "anyOf")]
    [TestCase("""{"$ref":"https://example.com/a"}""", "leads out")]
    [TestCase("""{"$ref":"#/$defs/a"}""", "names nothing")]
    [TestCase("""{"$ref":"#"}""", "circle")]
    [TestCase("""{"anyOf":[{"$ref":"#"},{"type":"null"}]}""", "recurses to the left")]
    [TestCase("""{"allOf":[{"type":"string"},{"type":"integer"}]}""", "no value in common")]
    [TestCase("""{"type":"object","required":["a"],"additionalProperties":false}""", "'a'")]
    [TestCase("""{"type":"object","minProperties":1}""", "minProperties")]
    [TestCase("""{"type":"object","properties":{"a":false},"required":["a"]}""", "no value would do")]
    [TestCase("""{"type":"object","properties":{"\ud800":{}}}""", "surrogate")]
    [TestCase("false", "no value would do")]
    [TestCase("7", "object, true or false")]
    [TestCase("{", "no JSON")]
    public void FromJsonSchema_WhatCannotBeKept_IsRefusedWithItsPlace(string schema, string message) =>
        Assert.That(() => AnswerGrammar.FromJsonSchema(schema), Throws.ArgumentException.With.Message.Contains(message));

    [Test]
    public void FromJsonSchema_DeepSchema_IsRefusedAndNoMore()
    {
        string deeper = string.Concat(Enumerable.Repeat("""{"items":""", 500)) + "{}" + new string('}', 500);
        Assert.That(() => AnswerGrammar.FromJsonSchema(deeper), Throws.ArgumentException);
    }

    [Test]
    public void FromJsonSchema_ManyOptionalMembers_StaysSmall()
    {
        var members = new JsonObject();
        for (int i = 0; i < 200; i++) members[$"m{i}"] = new JsonObject { ["type"] = "integer" };
        AnswerGrammar grammar = AnswerGrammar.FromJsonSchema(new JsonObject { ["type"] = "object", ["properties"] = members });
        Assert.That(grammar.Grammar.Text, Has.Length.LessThan(40_000));
        Assert.That(GbnfMatcher.Matches(grammar.Grammar, """{"m3":1,"m199":2}"""), Is.True);
    }

    [Test]
    public void Schema_IsKept()
    {
        Assert.Multiple(() =>
        {
            Assert.That(AnswerGrammar.FromJsonSchema(SchemaCases.Person).Schema!.Value.GetProperty("type").GetString(), Is.EqualTo("object"));
            Assert.That(AnswerGrammar.FromJsonSchema(JsonElement.Parse("{}")).IsJson, Is.True);
            Assert.That(AnswerGrammar.Json.Schema, Is.Null);
            Assert.That(AnswerGrammar.Json.IsJson, Is.True);
            Assert.That(AnswerGrammar.FromGbnf("root ::= \"a\"").IsJson, Is.False);
        });
    }

    private static IEnumerable<TestCaseData> Right() => SchemaCases.All.SelectMany(one => one.Right.Select(text => new TestCaseData(one.Schema, text)));

    private static IEnumerable<TestCaseData> Wrong() => SchemaCases.All.SelectMany(one => one.Wrong.Select(text => new TestCaseData(one.Schema, text)));
}
