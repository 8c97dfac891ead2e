using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Fuzz.Targets;

/// <summary>Does with a request what an engine does before decoding, options checked, template rendered, budget compiled, and then gives a reply that it has at hand.</summary>
internal sealed class CompilingEngine : IReasoningEngine
{
    private readonly ReasoningEngine _engine = new(ScriptedModel.Saying("x").WithTemplate(ToolTemplates.Hermes), new ReasoningEngineOptions { MaxParallelTraces = 1 });
    private readonly ReasoningResult _result;

    public CompilingEngine() => _result = _engine.ReasonAsync("Hello").GetAwaiter().GetResult();

    public Task<ReasoningResult> ReasonAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default)
    {
        _engine.Describe(prompt, options);
        return Task.FromResult(_result);
    }

    public async IAsyncEnumerable<ReasoningUpdate> StreamAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ReasoningResult result = await ReasonAsync(prompt, options, cancellationToken);
        yield return new ReasoningUpdate { Kind = ReasoningUpdateKind.TraceFinished, TraceIndex = 0, Trace = result.Chosen };
        yield return new ReasoningUpdate { Kind = ReasoningUpdateKind.Finished, TraceIndex = 0, Result = result };
    }

    public object? GetService(Type serviceType) => null;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}
