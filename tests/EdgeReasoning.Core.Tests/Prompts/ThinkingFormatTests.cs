using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Prompts;

public sealed class ThinkingFormatTests
{
    [TestCase("gpt-oss", "gpt-oss")]
    [TestCase("magistral", "Magistral")]
    [TestCase("granite3.2", "Granite 3.2")]
    [TestCase("granite3.3", "Granite 3.3")]
    [TestCase("nemotron", "Nemotron")]
    [TestCase("smollm3", "SmolLM3")]
    [TestCase("qwen3", "Qwen3")]
    [TestCase("qwq", "QwQ")]
    [TestCase("deepseek-r1", "DeepSeek-R1")]
    [TestCase("r1-distill-qwen", "DeepSeek-R1")]
    [TestCase("r1-distill-llama", "DeepSeek-R1")]
    [TestCase("phi4-reasoning", "Phi-4-reasoning")]
    [TestCase("prototype", "generic")]
    public void Detect_ThinkingTemplate_FindsItsFamily(string template, string family)
    {
        ThinkingFormat format = ThinkingFormat.Detect(GoldenData.Template(template), null, _ => false);
        Assert.That(format.Family, Is.EqualTo(family));
        Assert.That(format.Thinks, Is.True);
    }

    [TestCase("qwen2.5", "ChatML")]
    [TestCase("smollm2", "ChatML")]
    [TestCase("chatml", "ChatML")]
    [TestCase("gemma2", "Gemma")]
    [TestCase("gemma3", "Gemma")]
    [TestCase("llama3", "Llama 3")]
    [TestCase("llama3.1", "Llama 3")]
    [TestCase("mistral", "Mistral")]
    [TestCase("phi3", "Phi")]
    [TestCase("phi4", "Phi")]
    public void Detect_OtherTemplate_DoesNotThink(string template, string family)
    {
        ThinkingFormat format = ThinkingFormat.Detect(GoldenData.Template(template), null, _ => false);
        Assert.That(format.Family, Is.EqualTo(family));
        Assert.That(format.Markers, Is.Null);
    }

    [TestCase("mistral", null, "[THINK] [/THINK]", "Magistral")]
    [TestCase("chatml", null, "<think> </think>", "generic")]
    [TestCase("chatml", null, "<think>", "ChatML")]
    [TestCase("phi3", "Phi-4-mini-reasoning", "", "Phi-4-reasoning")]
    [TestCase("nemotron-nano", "NVIDIA Nemotron Nano 9B v2", "", "Nemotron Nano")]
    [TestCase("llama3", "Llama-3.1-Nemotron-Nano-8B-v1", "<think> </think>", "Nemotron")]
    [TestCase("llama3", "Llama-3.1-Nemotron-70B-Instruct", "", "Llama 3")]
    public void Detect_NameAndVocabulary_TellFamiliesApart(string template, string? name, string tokens, string family) =>
        Assert.That(ThinkingFormat.Detect(GoldenData.Template(template), name, tokens.Split(' ').Contains).Family, Is.EqualTo(family));

    [Test]
    public void Detect_ChannelOfThoughts_IsGemma4() =>
        Assert.That(ThinkingFormat.Detect("<|turn>model\n{% if not enable_thinking %}<|channel>thought\n<channel|>{% endif %}{# no <think> here #}", null, _ => false), Is.EqualTo(ThinkingFamilies.Gemma4));

    [Test]
    public void Families_Markers_AreWhole()
    {
        ThinkingFormat[] formats = [.. typeof(ThinkingFamilies).GetProperties().Select(property => (ThinkingFormat)property.GetValue(null)!)];
        Assert.That(formats, Has.Length.GreaterThanOrEqualTo(12));
        Assert.That(formats.Select(format => format.Family), Is.Unique);
        foreach (ThinkingFormat format in formats)
        {
            Assert.That(format.Markers!.Open.Trim(), Is.EqualTo(format.Markers.Open).And.Not.Empty, format.Family);
            Assert.That(format.Markers.Close.Trim(), Is.EqualTo(format.Markers.Close).And.Not.Empty, format.Family);
            Assert.That(format.ClosingText, Does.Not.Contain(format.Markers.Close), format.Family);
            Assert.That(format.NoThinkingPrefill.Length == 0 || format.NoThinkingPrefill.Contains(format.Markers.Close), Is.True, format.Family);
            Assert.That(format.NoThinkingPrefill.Length > 0 || format.Variable is not null, Is.True, $"{format.Family} cannot be switched off");
        }
    }

    [Test]
    public void Detect_ModelWithoutTemplate_GoesByItsVocabulary()
    {
        var model = new ModelInfo { Name = "m", Architecture = "x", VocabularySize = 1 };
        Assert.That(ThinkingFormat.Detect(model, token => token is "<think>" or "</think>").Markers, Is.EqualTo(ThinkingMarkers.Think));
        Assert.That(ThinkingFormat.Detect(model, _ => false), Is.EqualTo(ThinkingFormat.None));
    }

    [Test]
    public void Detect_Null_IsRefused()
    {
        Assert.That(() => ThinkingFormat.Detect(null!, _ => true), Throws.ArgumentNullException);
        Assert.That(() => ThinkingFormat.Detect("", "", null!), Throws.ArgumentNullException);
    }
}
