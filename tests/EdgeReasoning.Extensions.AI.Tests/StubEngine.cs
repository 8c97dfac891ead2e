using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

namespace EdgeReasoning.Extensions.AI.Tests;

/// <summary>An engine that gives a trace made by hand, and remembers what it was asked.</summary>
internal sealed class StubEngine(string name = "stub") : IReasoningEngine
{
    public ConcurrentQueue<(ReasoningPrompt Prompt, ReasoningOptions Options)> Requests { get; } = new();

    public Trace Trace { get; set; } = Told(StopReason.Natural);

    public Func<CancellationToken, Task> Work { get; set; } = static _ => Task.CompletedTask;

    public int Disposals { get; private set; }

    public static Trace Told(StopReason stop, StopReason? thinkingStop = StopReason.Natural, params Intervention[] interventions) => new()
    {
        Index = 0,
        Thinking = "thought",
        Answer = "answer",
        Tokens = [1, 2, 3],
        Usage = new TokenUsage(7, 2, 1, 1, 0, 0),
        Timing = new ReasoningTiming { Queue = default, Prefill = default, TimeToFirstToken = TimeSpan.FromSeconds(.25), Total = TimeSpan.FromSeconds(1) },
        StopReason = stop,
        ThinkingStop = thinkingStop,
        Interventions = interventions,
        Seed = 0,
    };

    public async Task<ReasoningResult> ReasonAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default)
    {
        Requests.Enqueue((prompt, options!));
        await Work(cancellationToken);
        return new ReasoningResult
        {
            Chosen = Trace,
            Traces = [Trace],
            Vote = new ScalingOutcome { Answer = Trace.Answer, Sample = 0, Agreement = 1, AgreementOverAll = 1, Counts = [], Valid = 1, Unparsed = 0 },
            Usage = Trace.Usage,
            Timing = Trace.Timing,
            Seed = 0,
            Identity = new BackendIdentity { Library = "stub", Version = "1", Backend = "CPU", Device = "memory" },
        };
    }

    public async IAsyncEnumerable<ReasoningUpdate> StreamAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ReasoningResult result = await ReasonAsync(prompt, options, cancellationToken);
        yield return new ReasoningUpdate { Kind = ReasoningUpdateKind.Thinking, TraceIndex = 0, Text = result.Thinking };
        yield return new ReasoningUpdate { Kind = ReasoningUpdateKind.Answer, TraceIndex = 0, Text = result.Answer };
        yield return new ReasoningUpdate { Kind = ReasoningUpdateKind.Finished, TraceIndex = 0, Result = result };
    }

    public object? GetService(Type serviceType) =>
        serviceType.IsInstanceOfType(this) ? this : serviceType == typeof(ModelInfo) ? new ModelInfo { Name = name, Architecture = "stub", VocabularySize = 1 } : null;

    public ValueTask DisposeAsync()
    {
        Disposals++;
        return ValueTask.CompletedTask;
    }
}
