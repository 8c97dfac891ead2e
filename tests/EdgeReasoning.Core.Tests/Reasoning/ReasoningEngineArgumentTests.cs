using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

public sealed class ReasoningEngineArgumentTests
{
    private ReasoningEngine _engine = null!;

    [SetUp]
    public void MakeEngine() => _engine = new ReasoningEngine(ScriptedModel.Saying("a</think>b"), new ReasoningEngineOptions { SequenceTokens = 64 });

    [TearDown]
    public async Task DisposeEngine() => await _engine.DisposeAsync();

    private static IEnumerable<TestCaseData> BadOptions()
    {
        yield return new TestCaseData(new ReasoningOptions { Scaling = new FixedVote(0) }).SetArgDisplayNames("no samples");
        yield return new TestCaseData(new ReasoningOptions { Scaling = new FixedVote(4097) }).SetArgDisplayNames("4097 samples");
        yield return new TestCaseData(new ReasoningOptions { Budget = null! }).SetArgDisplayNames("no budget");
        yield return new TestCaseData(new ReasoningOptions { Scaling = null! }).SetArgDisplayNames("no scaling");
        yield return new TestCaseData(new ReasoningOptions { Sampling = new() { Temperature = float.NaN } }).SetArgDisplayNames("temperature NaN");
        yield return new TestCaseData(new ReasoningOptions { Sampling = new() { Temperature = -1 } }).SetArgDisplayNames("temperature -1");
        yield return new TestCaseData(new ReasoningOptions { Sampling = new() { TopP = 0 } }).SetArgDisplayNames("top-p 0");
        yield return new TestCaseData(new ReasoningOptions { Sampling = new() { LogitBias = new Dictionary<int, float> { [9999] = 1 } } }).SetArgDisplayNames("bias of an unknown token");
    }

    [TestCaseSource(nameof(BadOptions))]
    public async Task ReasonAsync_OptionOutOfRange_IsRefusedAtTheCall(ReasoningOptions options)
    {
        Assert.That(async () => await _engine.ReasonAsync("Hello", options), Throws.InstanceOf<ArgumentException>());
        Assert.That((await _engine.ReasonAsync("Hello")).Answer, Is.EqualTo("b"), "the engine goes on");
    }

    [TestCase("")]
    [TestCase("  \n")]
    public void ReasonAsync_EmptyQuestion_IsRefused(string question) =>
        Assert.That(async () => await _engine.ReasonAsync(question), Throws.ArgumentException);

    [Test]
    public void ReasonAsync_InvalidUtf16_IsRefused() =>
        Assert.That(async () => await _engine.ReasonAsync("a\udc00b"), Throws.ArgumentException.With.Message.Contains("surrogate"));

    [Test]
    public void ReasonAsync_PromptThatDoesNotFit_IsRefusedWithBothNumbers() =>
        Assert.That(async () => await _engine.ReasonAsync(new string('x', 100)), Throws.ArgumentException.With.Message.Contains("104 tokens").And.Message.Contains("64"));

    [Test]
    public void FromMessages_NoMessage_IsRefused() =>
        Assert.That(() => ReasoningPrompt.FromMessages(), Throws.ArgumentException);

    private static IEnumerable<TestCaseData> BadEngineOptions()
    {
        yield return new TestCaseData(new ReasoningEngineOptions { SequenceTokens = 1 });
        yield return new TestCaseData(new ReasoningEngineOptions { MaxParallelTraces = 0 });
        yield return new TestCaseData(new ReasoningEngineOptions { MaxParallelTraces = 257 });
        yield return new TestCaseData(new ReasoningEngineOptions { MaxBatchTokens = 0 });
        yield return new TestCaseData(new ReasoningEngineOptions { PrefillChunkTokens = 0 });
        yield return new TestCaseData(new ReasoningEngineOptions { CapacityTokens = 1 });
        yield return new TestCaseData(new ReasoningEngineOptions { DraftTokens = -1 });
    }

    [TestCaseSource(nameof(BadEngineOptions))]
    public void Constructor_OptionOutOfRange_IsRefused(ReasoningEngineOptions options)
    {
        ScriptedModel model = ScriptedModel.Noise();
        Assert.That(() => new ReasoningEngine(model, options), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(model.Contexts, Is.Empty);
    }

    [Test]
    public void Constructor_BadChatTemplate_IsRefusedWithItsLine()
    {
        var options = new ReasoningEngineOptions { ChatTemplate = "fine\n{% if %}" };
        Assert.That(() => new ReasoningEngine(ScriptedModel.Noise(), options), Throws.InstanceOf<TemplateException>().With.Message.Contains("line 2"));
    }

    [Test]
    public async Task ReasonAsync_ModelWithoutTemplate_SaysWhatToSet()
    {
        ScriptedModel model = ScriptedModel.Saying("yes");
        model.Info = model.Info with { ChatTemplate = null };
        await using var engine = new ReasoningEngine(model);
        Assert.That(async () => await engine.ReasonAsync("Hello"), Throws.Exception.With.Message.Contains("ChatTemplate"));
        Assert.That((await engine.ReasonAsync(ReasoningPrompt.FromRawText("<user>Hello<assistant>"))).Answer, Is.EqualTo("yes"));
    }
}
