using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using Microsoft.Extensions.AI;

namespace EdgeReasoning.Extensions.AI.Tests;

/// <summary>The contract over a model in memory, whose thinking and answer depend on the prompt.</summary>
public sealed class ScriptedContractTests : ChatClientContractTests
{
    private readonly ReasoningEngine _engine = new(
        ScriptedModel.Answering(prompt => $"Let me see: {prompt.Length} letters. \n</think>\n\nThere are {prompt.Length}: twice that is {2 * prompt.Length}.\n\nDone, naïve as it is. "), ownsModel: true);

    public ScriptedContractTests() => Client = _engine.AsChatClient();

    protected override IChatClient Client { get; }

    [NUnit.Framework.OneTimeTearDown]
    public async Task Dispose() => await _engine.DisposeAsync();
}
