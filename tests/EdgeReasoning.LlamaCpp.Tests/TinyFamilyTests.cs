using EdgeReasoning.Evaluation.StoryMath;
using EdgeReasoning.Inference;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

/// <summary>The models that ship: what their files say of them, and that they do what they are for.</summary>
public sealed class TinyFamilyTests
{
    public static string[] Thinking => [TinyModels.ReasonerSmall, TinyModels.ReasonerMiddle, TinyModels.ReasonerLarge, TinyModels.BudgetedMiddle];

    public static string[] Direct => [TinyModels.DirectSmall, TinyModels.DirectMiddle, TinyModels.DirectLarge];

    public static string[] Smaller =>
    [
        TinyModels.ReasonerSmallQ8, TinyModels.ReasonerMiddleQ8, TinyModels.ReasonerLargeQ8, TinyModels.ReasonerLargeQ4, TinyModels.BudgetedMiddleQ8,
        TinyModels.DirectSmallQ8, TinyModels.DirectMiddleQ8, TinyModels.DirectLargeQ8,
    ];

    [TestCaseSource(nameof(Thinking))]
    public async Task Load_ThinkingModel_IsRecognised(string path)
    {
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(path, new LlamaCppOptions { Threads = 1 });
        ThinkingFormat format = ThinkingFormat.Detect(model.Info, text => model.Tokenize(text, false, true).Length == 1);
        Assert.That(format.Family, Is.EqualTo("DeepSeek-R1"));
        Assert.That((model.Info.Quantization, model.Info.ContextLength), Is.EqualTo(("F16", 1024)));
    }

    [TestCaseSource(nameof(Direct))]
    public async Task Load_DirectModel_DoesNotThink(string path)
    {
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(path, new LlamaCppOptions { Threads = 1 });
        ThinkingFormat format = ThinkingFormat.Detect(model.Info, text => model.Tokenize(text, false, true).Length == 1);
        Assert.That((format.Thinks, format.Family), Is.EqualTo((false, "ChatML")));
    }

    [TestCaseSource(nameof(Smaller))]
    public async Task Load_QuantisedModel_SaysSo(string path)
    {
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(path, new LlamaCppOptions { Threads = 1 });
        Assert.That(model.Info.Quantization, Is.EqualTo(path.EndsWith("q4_0.gguf", StringComparison.Ordinal) ? "Q4_0" : "Q8_0"));
    }

    [Test]
    public async Task ReasonAsync_ReasonerLarge_SolvesMostTestQuestionsStepByStep()
    {
        await using ReasoningEngine engine = await LlamaCppEngine.LoadAsync(TinyModels.ReasonerLarge, new LlamaCppOptions { Threads = 1 });
        int right = 0;
        foreach (StoryProblem problem in Stories.Take(StorySplit.Test, 30))
        {
            ReasoningResult result = await engine.ReasonAsync(problem.Question, new ReasoningOptions { Sampling = new SamplingOptions { Temperature = 0 } });
            if (result.Chosen.Extracted?.Normalized == $"{problem.Answer}") right++;
            Assert.That(result.Thinking, Does.Contain("="));
        }

        Assert.That(right, Is.GreaterThanOrEqualTo(20));
    }
}
