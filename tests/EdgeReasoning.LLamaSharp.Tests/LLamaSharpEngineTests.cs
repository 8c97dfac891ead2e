using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;
using LLama;
using LLama.Common;
using NUnit.Framework;

namespace EdgeReasoning.LLamaSharp.Tests;

public sealed class LLamaSharpEngineTests
{
    private const string Question = "Gus has 18 coins. Gus gives 8. Gus doubles. How many?";

    private ModelParams _parameters = null!;
    private LLamaWeights _weights = null!;
    private ReasoningEngine _engine = null!;

    [OneTimeSetUp]
    public void Load()
    {
        _parameters = new ModelParams(TinyModels.PrototypeReasoner) { GpuLayerCount = 0, Threads = 1, BatchThreads = 1 };
        _weights = LLamaWeights.LoadFromFile(_parameters);
        _engine = LLamaSharpEngine.Create(_weights, _parameters, new ReasoningEngineOptions { SequenceTokens = 256 });
    }

    [OneTimeTearDown]
    public async Task Unload()
    {
        await _engine.DisposeAsync();
        _weights.Dispose();
    }

    [Test]
    public async Task ReasonAsync_SameSeed_GivesTheSameTokens()
    {
        ReasoningOptions options = new() { Seed = 3, Scaling = ScalingPolicies.MajorityVote(4), Sampling = new() { Temperature = 1.2f, TopP = 1 } };
        ReasoningResult first = await _engine.ReasonAsync(Question, options);
        ReasoningResult again = await _engine.ReasonAsync(Question, options);
        Assert.That(again.Traces.Select(trace => trace.Thinking + "|" + trace.Answer), Is.EqualTo(first.Traces.Select(trace => trace.Thinking + "|" + trace.Answer)));
        Assert.That(first.Identity.Library, Is.EqualTo("LLamaSharp"));
    }

    [Test]
    public async Task ReasonAsync_Limit_ClosesTheThinkingAndAnswers()
    {
        ReasoningResult result = await _engine.ReasonAsync(Question, new ReasoningOptions { Budget = TokenBudget.Create().Limit(4), Sampling = new() { Temperature = 0 } });
        Assert.That(result.Chosen.ThinkingStop, Is.EqualTo(StopReason.Limit));
    }

    [Test]
    public async Task ReasonAsync_BesideTheAppsOwnContext_BothDecode()
    {
        // The app's own decoding holds the same lock, step by step.
        using LLamaContext own = _weights.CreateContext(new ModelParams(TinyModels.PrototypeReasoner) { ContextSize = 128, Threads = 1, BatchThreads = 1 });
        var executor = new StatelessExecutor(_weights, new ModelParams(TinyModels.PrototypeReasoner) { ContextSize = 128, Threads = 1, BatchThreads = 1 });
        Task<string> theirs = Task.Run(async () =>
        {
            var text = new System.Text.StringBuilder();
            await foreach (string piece in executor.InferAsync("<bos><user>" + Question, new InferenceParams { MaxTokens = 16 })) text.Append(piece);
            return text.ToString();
        });
        ReasoningResult ours = await _engine.ReasonAsync(Question, new ReasoningOptions { Scaling = ScalingPolicies.MajorityVote(4), Seed = 1 });
        await theirs;
        Assert.That(ours.Traces, Is.Not.Empty);
    }

    [Test]
    public async Task LoadAsync_OfAPath_OwnsTheModel()
    {
        await using ReasoningEngine engine = await LLamaSharpEngine.LoadAsync(TinyModels.PrototypeReasoner, options: new ReasoningEngineOptions { SequenceTokens = 128, MaxParallelTraces = 2 });
        ReasoningResult result = await engine.ReasonAsync(Question, new ReasoningOptions { Sampling = new() { Temperature = 0 } });
        Assert.That(result.Usage.ThinkingTokens, Is.Positive);
    }
}
