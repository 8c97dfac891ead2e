using System.Text.Json;
using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Prompts;

public sealed class PromptBuilderTests
{
    private static readonly ChatMessage[] s_question = [ChatMessage.User("2+2?")];

    private static PromptBuilder Builder(string? template, string name = "model", params string[] tokens) => PromptBuilder.For(
        new ModelInfo { Name = name, Architecture = "x", VocabularySize = 1, ChatTemplate = template, BeginOfSequence = "<bos>", EndOfSequence = "<eos>" },
        tokens.Contains);

    private static PromptBuilder Family(string family, string name = "model") => Builder(GoldenData.Template(family), name);

    private static BuiltPrompt Off(PromptBuilder builder, params ChatMessage[] messages) =>
        builder.Build(messages.Length > 0 ? messages : s_question, new PromptOptions { Thinking = false, TimeProvider = new StandingClock() });

    [Test]
    public void Build_PrototypeTemplate_StartsInThinking()
    {
        BuiltPrompt prompt = Builder(GoldenData.Template("prototype"), "prototype", "<think>", "</think>").Build(s_question);
        Assert.That(prompt, Is.EqualTo(new BuiltPrompt { Text = "<bos><user>2+2?<assistant><think>", StartsInThinking = true, ThinkingOff = false, AddSpecial = false }));
    }

    [TestCase("qwq", true)]
    [TestCase("deepseek-r1", true)]
    [TestCase("r1-distill-llama", true)]
    [TestCase("nemotron-nano", true)]
    [TestCase("r1-distill-qwen", false)]
    [TestCase("qwen3", false)]
    [TestCase("smollm3", false)]
    [TestCase("gpt-oss", false)]
    [TestCase("magistral", false)]
    [TestCase("qwen2.5", false)]
    public void Build_ThinkingOn_StartsInsideWhereTheTemplateOpensIt(string family, bool inside)
    {
        BuiltPrompt prompt = Family(family).Build(s_question);
        Assert.That(prompt.StartsInThinking, Is.EqualTo(inside), prompt.Text);
        Assert.That(prompt.ThinkingOff, Is.False);
    }

    [TestCase("prototype", "<assistant><think>\n\n</think>\n\n")]
    [TestCase("qwen3", "assistant\n<think>\n\n</think>\n\n")]
    [TestCase("qwq", "assistant\n<think>\n\n</think>\n\n")]
    [TestCase("deepseek-r1", "<｜Assistant｜><think>\n\n</think>\n\n")]
    [TestCase("r1-distill-qwen", "<｜Assistant｜><think>\n\n</think>\n\n")]
    [TestCase("smollm3", "assistant\n<think>\n\n</think>\n")]
    [TestCase("gpt-oss", "<|start|>assistant<|channel|>analysis<|message|><|end|><|start|>assistant<|channel|>final<|message|>")]
    [TestCase("magistral", "[/INST][THINK][/THINK]")]
    [TestCase("phi4-reasoning", "assistant<|im_sep|><think>\n\n</think>\n\n")]
    [TestCase("nemotron-nano", "Assistant\n<think></think>", "NVIDIA Nemotron Nano 9B v2")]
    [TestCase("granite3.2", "<|start_of_role|>assistant<|end_of_role|>")]
    [TestCase("granite3.3", "<|start_of_role|>assistant<|end_of_role|>")]
    public void Build_ThinkingOff_EndsWhereTheAnswerBegins(string family, string end, string name = "model")
    {
        BuiltPrompt prompt = Off(Family(family, name));
        Assert.That(prompt.Text, Does.EndWith(end));
        Assert.That(prompt.StartsInThinking, Is.False);
        Assert.That(prompt.ThinkingOff, Is.True);
    }

    [Test]
    public void Build_ThinkingVariable_IsGivenBothWays()
    {
        PromptBuilder granite = Family("granite3.2");
        Assert.That(granite.Build(s_question).Text, Does.Contain("Write your thought process"));
        Assert.That(Off(granite).Text, Does.Not.Contain("Write your thought process"));
    }

    [Test]
    public void Build_SystemSwitch_OpensTheSystemMessage()
    {
        PromptBuilder nemotron = Family("nemotron");
        Assert.That(Off(nemotron).Text, Does.Contain("\n\ndetailed thinking off<|eot_id|>"));
        Assert.That(Off(nemotron, ChatMessage.System("Be brief."), s_question[0]).Text, Does.Contain("\n\ndetailed thinking off\n\nBe brief.<|eot_id|>"));
        Assert.That(nemotron.Build(s_question).Text, Does.Contain("detailed thinking on<|eot_id|>"));
    }

    [Test]
    public void Build_ModelWithoutThinking_IsLeftAsItIs()
    {
        BuiltPrompt prompt = Off(Family("qwen2.5"));
        Assert.That(prompt.Text, Does.EndWith("<|im_start|>assistant\n"));
        Assert.That(prompt.ThinkingOff, Is.False);
    }

    [Test]
    public void Build_CallersVariable_GoesBeforeTheSwitch()
    {
        var options = new PromptOptions { Variables = new Dictionary<string, object?> { ["enable_thinking"] = false } };
        Assert.That(Family("qwen3").Build(s_question, options).Text, Does.EndWith("<think>\n\n</think>\n\n"));
    }

    [Test]
    public void Build_UserWritesTheMarker_DoesNotStartInThinking() =>
        Assert.That(Family("qwen3").Build([ChatMessage.User("What is <think>")]).StartsInThinking, Is.False);

    [Test]
    public void Build_TextBeginsWithBos_IsNotGivenAnother()
    {
        Assert.That(Family("llama3").Build(s_question).AddSpecial, Is.False);
        Assert.That(Family("chatml").Build(s_question).AddSpecial, Is.True);
        Assert.That(new PromptBuilder(ChatTemplate.Parse("x"), ThinkingFormat.None).Build([]).AddSpecial, Is.True, "a model without such a token decides for itself");
    }

    [Test]
    public void Build_NoTemplate_NamesTheOption()
    {
        PromptBuilder builder = Builder(null);
        Assert.That(() => builder.Build(s_question), Throws.InstanceOf<TemplateException>().With.Message.Contains("ChatTemplate"));
        Assert.That(builder.Raw("<bos>a<think>").AddSpecial, Is.False);
    }

    [Test]
    public void Raw_Text_PassesAsItIs()
    {
        PromptBuilder builder = Builder(GoldenData.Template("prototype"));
        Assert.That(builder.Raw("<user>hi<assistant><think>"), Is.EqualTo(
            new BuiltPrompt { Text = "<user>hi<assistant><think>", StartsInThinking = true, ThinkingOff = false, AddSpecial = true }));
        Assert.That(builder.Raw("{{ 1 }}").Text, Is.EqualTo("{{ 1 }}"));
    }

    [Test]
    public void For_Overrides_TakeThePlaceOfWhatTheFileSays()
    {
        var model = new ModelInfo { Name = "m", Architecture = "x", VocabularySize = 1, ChatTemplate = "{{ broken" };
        var format = ThinkingFamilies.Generic with { Markers = new("<thought>", "</thought>"), NoThinkingPrefill = "<thought></thought>" };
        PromptBuilder builder = PromptBuilder.For(model, _ => false, "{{ messages[0].content }}<thought>\n", format);
        Assert.That(builder.Build(s_question).StartsInThinking, Is.True);
        Assert.That(Off(builder).Text, Is.EqualTo("2+2?<thought></thought>"));
        Assert.That(() => PromptBuilder.For(model, _ => false), Throws.InstanceOf<TemplateException>().With.Message.Contains("line 1").And.Message.Contains("ChatTemplate"));
    }

    [Test]
    public void Build_BadArguments_AreRefused()
    {
        Assert.That(() => Builder("x").Build(null!), Throws.ArgumentNullException);
        Assert.That(() => Builder("x").Raw(null!), Throws.ArgumentNullException);
        Assert.That(() => new PromptBuilder(null, null!), Throws.ArgumentNullException);
        Assert.That(() => PromptBuilder.For(null!, _ => false), Throws.ArgumentNullException);
    }

    [TestCase("qwen2.5", "Hermes")]
    [TestCase("qwen3", "Hermes")]
    [TestCase("llama3.1", "Llama 3")]
    [TestCase("chatml", null)]
    [TestCase("deepseek-r1", null)]
    [TestCase("mistral", null)]
    [TestCase("gpt-oss", null)]
    public void ToolCalls_OfATemplate_AreFoundFromItsText(string family, string? form) => Assert.That(Family(family, name: "anything").ToolCalls?.Name, Is.EqualTo(form));

    [TestCase("{% for t in tools %}<tool_call>{arguments}<function=x></tool_call>{% endfor %}")]
    [TestCase("{% for t in tools %}{{ t }}{% endfor %}[TOOL_CALLS]")]
    [TestCase("<tool_call>arguments</tool_call>")]
    public void ToolCalls_OfAnotherForm_AreNotKnown(string template) => Assert.That(Builder(template).ToolCalls, Is.Null);

    [Test]
    public void Build_ToolsThatATemplateDoesNotRead_AreRefused()
    {
        PromptBuilder builder = Family("chatml");
        ChatMessage called = ChatMessage.Assistant("") with { ToolCalls = [new ToolCall("now", JsonElement.Parse("{}"))] };
        Assert.Multiple(() =>
        {
            Assert.That(() => builder.Build(s_question, new PromptOptions { Tools = [new ToolDefinition("now")] }), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("`tools`").And.Message.Contains("ChatTemplate"));
            Assert.That(() => builder.Build([.. s_question, called]), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("`tool_calls`"));
            Assert.That(() => builder.Build([.. s_question, ChatMessage.Tool("noon")]), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("`tool_calls`"));
            Assert.That(Family("qwen3").Build([.. s_question, called, ChatMessage.Tool("noon")]).Text, Does.Contain("<tool_response>\nnoon\n</tool_response>"));
        });
    }

    [TestCase("[]")]
    [TestCase("7")]
    [TestCase("""{"type":"array"}""")]
    public void ToolDefinition_ParametersOfNoObject_AreRefused(string schema) =>
        Assert.That(() => new ToolDefinition("now", parameters: JsonElement.Parse(schema)), Throws.ArgumentException.With.Message.Contains("'now'"));
}
