using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using Microsoft.Extensions.AI;

namespace EdgeReasoning.Extensions.AI.Tests;

/// <summary>The contract over an engine over a chat client over an engine: nothing is lost on the way there and back.</summary>
public sealed class RoundTripContractTests : ChatClientContractTests
{
    private readonly ReasoningEngine _engine = new(ScriptedModel.Answering(prompt => $"Hm, {prompt.Length}.</think>It is {prompt.Length}, or so."), ownsModel: true);

    public RoundTripContractTests() => Client = _engine.AsChatClient().AsReasoningEngine().AsChatClient();

    protected override IChatClient Client { get; }

    [NUnit.Framework.OneTimeTearDown]
    public async Task Dispose() => await _engine.DisposeAsync();
}
