using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using Microsoft.Extensions.AI;
using NUnit.Framework;

namespace EdgeReasoning.Extensions.AI.Tests;

/// <summary>The contract over a tiny model on real llama.cpp.</summary>
public sealed class TinyModelContractTests : ChatClientContractTests
{
    private ReasoningEngine _engine = null!;
    private IChatClient _client = null!;

    protected override IChatClient Client => _client;

    // Batches of other sizes add up floats in another order.
    protected override bool AnswersAlikeUnderLoad => false;

    [OneTimeSetUp]
    public async Task Load()
    {
        _engine = await LlamaCppEngine.LoadAsync(TinyModels.ReasonerSmall, new LlamaCppOptions { Threads = 1 }, new ReasoningEngineOptions { SequenceTokens = 512 });
        _client = _engine.AsChatClient();
    }

    [OneTimeTearDown]
    public async Task Unload() => await _engine.DisposeAsync();
}
