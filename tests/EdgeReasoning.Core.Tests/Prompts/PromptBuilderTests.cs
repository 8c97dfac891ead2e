using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Prompts;

public sealed class PromptBuilderTests
{
    /// <summary>The template that the prototype reasoner carries.</summary>
    private const string PrototypeTemplate =
        "{{ bos_token }}{% for m in messages %}{% if m.role == 'user' %}<user>{{ m.content }}{% elif m.role == 'assistant' %}"
        + "<assistant>{{ m.content }}{{ eos_token }}{% endif %}{% endfor %}{% if add_generation_prompt %}<assistant><think>{% endif %}";

    private static PromptBuilder Builder(string? template, string name = "model", params string[] tokens) => PromptBuilder.For(
        new ModelInfo { Name = name, Architecture = "x", VocabularySize = 1, ChatTemplate = template, BeginOfSequence = "<bos>", EndOfSequence = "<eos>" },
        tokens.Contains);

    [Test]
    public void Build_PrototypeTemplate_StartsInThinking()
    {
        BuiltPrompt prompt = Builder(PrototypeTemplate, "prototype", "<think>", "</think>").Build([ChatMessage.User("2+2?")]);
        Assert.That(prompt, Is.EqualTo(new BuiltPrompt { Text = "<bos><user>2+2?<assistant><think>", StartsInThinking = true, ThinkingOff = false, AddSpecial = false }));
    }
}
