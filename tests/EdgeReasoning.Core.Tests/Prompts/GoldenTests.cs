using System.Text.Json;
using EdgeReasoning.Prompts;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Prompts;

public sealed class GoldenTests
{
    private static readonly ChatTemplateOptions s_caseOptions = new()
    {
        Variables = GoldenData.Variables(GoldenData.Json("cases.variables.json")),
        TimeProvider = new StandingClock(),
    };

    private static IEnumerable<TestCaseData> Cases() => GoldenData.Rows("cases.golden.json").Select((row, index) =>
        new TestCaseData(row.GetProperty("template").GetString(), GoldenData.Expected(row)).SetArgDisplayNames($"{row.GetProperty("group").GetString()} {index}"));

    private static IEnumerable<TestCaseData> Conversations() => GoldenData.Rows("templates.golden.json").Select(row =>
        new TestCaseData(row).SetArgDisplayNames(row.GetProperty("family").GetString()!, row.GetProperty("conversation").GetString()!));

    [TestCaseSource(nameof(Cases))]
    public void Render_Case_IsAsJinjaRendersIt(string template, string? expected)
    {
        if (expected is null) Assert.That(() => ChatTemplate.Parse(template).Render([], s_caseOptions), Throws.InstanceOf<TemplateException>(), template);
        else Assert.That(ChatTemplate.Parse(template).Render([], s_caseOptions), Is.EqualTo(expected), template);
    }

    [TestCaseSource(nameof(Conversations))]
    public void Render_Conversation_IsAsJinjaRendersIt(JsonElement row)
    {
        ChatTemplate template = ChatTemplate.Parse(GoldenData.Template(row.GetProperty("family").GetString()!));
        if (GoldenData.Expected(row) is { } expected) Assert.That(Render(), Is.EqualTo(expected));
        else Assert.That(Render, Throws.InstanceOf<TemplateException>());

        string Render() => template.Render(GoldenData.Messages(row), GoldenData.Options(row));
    }

    [Test]
    public void Data_Golden_CoversTwelveFamiliesAndTheLanguage()
    {
        Assert.That(GoldenData.Families.Count(), Is.GreaterThanOrEqualTo(12));
        Assert.That(GoldenData.Rows("cases.golden.json"), Has.Count.GreaterThanOrEqualTo(150));
        Assert.That(GoldenData.Rows("templates.golden.json").Count(row => GoldenData.Expected(row) is null), Is.GreaterThan(10), "some conversations are to be refused");
    }
}
