using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Server.Tests;

/// <summary>An engine that answers as a test wants it.</summary>
internal abstract class TestEngine : IReasoningEngine
{
    public abstract IAsyncEnumerable<ReasoningUpdate> StreamAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default);

    public async Task<ReasoningResult> ReasonAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default)
    {
        ReasoningResult? result = null;
        await foreach (ReasoningUpdate update in StreamAsync(prompt, options, cancellationToken)) result = update.Result ?? result;
        return result!;
    }

    public object? GetService(Type serviceType) => null;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The last two updates of a reply.</summary>
    protected static IEnumerable<ReasoningUpdate> Ending(string answer)
    {
        var timing = new ReasoningTiming { Queue = default, Prefill = default, TimeToFirstToken = default, Total = default };
        var trace = new Trace { Index = 0, Thinking = "", Answer = answer, Tokens = [], Usage = new TokenUsage(1, 0, 1, 0, 0, 0), Timing = timing, StopReason = StopReason.Natural, Seed = 0 };
        var tally = new VoteTally();
        tally.Add(trace);
        yield return new ReasoningUpdate { Kind = ReasoningUpdateKind.TraceFinished, TraceIndex = 0, Trace = trace };
        yield return new ReasoningUpdate
        {
            Kind = ReasoningUpdateKind.Finished,
            TraceIndex = 0,
            Result = new ReasoningResult
            {
                Chosen = trace,
                Traces = [trace],
                Vote = tally.ToOutcome(),
                Usage = trace.Usage,
                Timing = timing,
                Seed = 0,
                Identity = new BackendIdentity { Library = "test", Version = "1", Backend = "CPU", Device = "memory" },
            },
        };
    }
}
