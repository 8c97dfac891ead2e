using System.Text.Json;
using EdgeReasoning.Prompts;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Prompts;

public sealed class ChatTemplateTests
{
    private static string Render(string template, params (string Name, object? Value)[] variables) =>
        ChatTemplate.Parse(template).Render([], new ChatTemplateOptions { Variables = variables.ToDictionary(v => v.Name, v => v.Value), TimeProvider = new StandingClock() });

    [TestCase("a\nb\n{{ 1 + }}", 3)]
    [TestCase("{% if true %}\n\n{{ x.y }}{% endif %}", 3)]
    [TestCase("{#\n\n#}\n{{ 'a\nb' + 1 }}", 5)]
    [TestCase("{% raw %}\n\n{% endraw %}\n{{ x.y }}", 4)]
    [TestCase("\n\n{% for a in [1] %}\n{% endif %}", 4)]
    [TestCase("{% if true %}\n{% for a in [1] %}\n", 2)]
    [TestCase("{{-\n\n x.y }}", 3)]
    public void Line_OfAFailure_IsTheTemplates(string template, int line)
    {
        TemplateException? failure = Assert.Throws<TemplateException>(() => Render(template));
        Assert.That(failure!.Line, Is.EqualTo(line), failure.Message);
        Assert.That(failure.Message, Does.Contain($"line {line}").And.Contain(failure.Reason).And.Contain("ChatTemplate"));
    }

    [Test]
    public void Render_RaiseException_HasTheTemplatesWords() =>
        Assert.That(() => Render("{{ raise_exception('Only users here') }}"), Throws.InstanceOf<TemplateException>().With.Message.Contains("Only users here"));

    [Test]
    public void Render_Twice_StartsAnew()
    {
        ChatTemplate template = ChatTemplate.Parse("{% set _ = items.append(1) %}{% set seen = true %}{{ items|length }}{{ other is defined }}");
        var options = new ChatTemplateOptions { Variables = new Dictionary<string, object?> { ["items"] = new[] { 1, 2 } } };
        Assert.That(template.Render([], options), Is.EqualTo("3False"));
        Assert.That(template.Render([], options), Is.EqualTo("3False"));
    }

    [Test]
    public void Render_ManyThreads_GiveTheSameText()
    {
        ChatTemplate template = ChatTemplate.Parse(GoldenData.Template("qwen3"));
        string[] texts = new string[64];
        Parallel.For(0, texts.Length, i => texts[i] = template.Render([ChatMessage.User("Hi"), ChatMessage.Assistant("a", "b"), ChatMessage.User("Bye")]));
        Assert.That(texts.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Render_CallersValues_AreConverted()
    {
        using JsonDocument json = JsonDocument.Parse("""{"a":[1,2.5,"x",true,null],"b":{"c":{}}}""");
        Assert.That(Render("{{ v }}", ("v", json.RootElement)), Is.EqualTo("{'a': [1, 2.5, 'x', True, None], 'b': {'c': {}}}"));
        Assert.That(Render("{{ v }}", ("v", new object?[] { (byte)1, 2.5f, 3m, null, new Dictionary<string, string> { ["k"] = "v" } })), Is.EqualTo("[1, 2.5, 3.0, None, {'k': 'v'}]"));
        Assert.That(() => Render("{{ v }}", ("v", DateTime.UnixEpoch)), Throws.ArgumentException.With.Message.Contains("'v'"));
    }

    [Test]
    public void Render_ValueThatHoldsItself_IsRefused()
    {
        var list = new List<object?>();
        list.Add(list);
        Assert.That(() => Render("{{ v }}", ("v", list)), Throws.ArgumentException.With.Message.Contains("levels deep"));
    }

    [Test]
    public void Render_Bounds_AreKeptExactly()
    {
        ChatTemplate template = ChatTemplate.Parse("{{ 'x' * 100 }}");
        Assert.That(template.Render([], new ChatTemplateOptions { MaxCharacters = 100 }), Has.Length.EqualTo(100));
        Assert.That(() => template.Render([], new ChatTemplateOptions { MaxCharacters = 99 }), Throws.InstanceOf<TemplateException>());
        Assert.That(() => template.Render([], new ChatTemplateOptions { MaxSteps = 2 }), Throws.InstanceOf<TemplateException>().With.Message.Contains("2 steps"));
        Assert.That(() => template.Render([], new ChatTemplateOptions { MaxSteps = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Render_LongConversation_StaysWithinTheDefaults()
    {
        ChatMessage[] messages = [.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? ChatMessage.User(new string('q', 500)) : ChatMessage.Assistant("<think>t</think>" + new string('a', 500)))];
        foreach (string family in GoldenData.Families.Except(["gemma2", "gemma3", "mistral"]))
            Assert.That(ChatTemplate.Parse(GoldenData.Template(family)).Render(messages), Has.Length.GreaterThan(500_000), family);
    }

    [TestCase("enable_thinking", true)]
    [TestCase("bos_token", false)]
    public void Reads_Variable_IsWhetherItOccurs(string variable, bool expected) =>
        Assert.That(ChatTemplate.Parse("bos_token {# bos_token #}{% if enable_thinking %}{{ 'bos_token' }}{% endif %}").Reads(variable), Is.EqualTo(expected));

    [TestCase("%A %a %j %I %p %y %S %e %-d %-m %T %F %%", "Thursday Thu 064 09 AM 26 03  5 5 3 09:07:03 2026-03-05 %")]
    [TestCase("%Q %", "%Q %")]
    public void Strftime_Directives_AreThoseOfC(string format, string expected) =>
        Assert.That(Render("{{ strftime_now(f) }}", ("f", format)), Is.EqualTo(expected));

    [Test]
    public void Parse_Null_IsRefused()
    {
        Assert.That(() => ChatTemplate.Parse(null!), Throws.ArgumentNullException);
        Assert.That(() => ChatTemplate.Parse("x").Render(null!), Throws.ArgumentNullException);
    }
}
