using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Core.Tests.Planning.Models;

/// <summary>An engine that answers with its name, remembers what it was asked for, and behaves as the interface says when it is disposed.</summary>
internal sealed class FakeEngine(string name) : IReasoningEngine
{
    private static readonly ReasoningTiming Timing = new() { Queue = default, Prefill = default, TimeToFirstToken = default, Total = default };

    private readonly TaskCompletionSource _disposal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The requests' options, in the order in which they came.</summary>
    public ConcurrentQueue<ReasoningOptions> Requests { get; } = new();

    /// <summary>What a request does before its answer.</summary>
    public Func<CancellationToken, Task> Work { get; set; } = static _ => Task.CompletedTask;

    /// <summary>What disposing does.</summary>
    public Func<Task> OnDispose { get; set; } = static () => Task.CompletedTask;

    public ModelInfo Info { get; } = new() { Name = name, Architecture = "fake", VocabularySize = 1 };

    public bool IsDisposed => _disposal.Task.IsCompleted;

    public async Task<ReasoningResult> ReasonAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        Requests.Enqueue(options!);
        Task work = Work(cancellationToken);
        if (await Task.WhenAny(work, _disposal.Task) != work) throw new ObjectDisposedException(name);
        await work;
        return Answer();
    }

    public async IAsyncEnumerable<ReasoningUpdate> StreamAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new ReasoningUpdate { Kind = ReasoningUpdateKind.Answer, TraceIndex = 0, Text = name };
        yield return new ReasoningUpdate { Kind = ReasoningUpdateKind.Finished, TraceIndex = 0, Result = await ReasonAsync(prompt, options, cancellationToken) };
    }

    public object? GetService(Type serviceType) => serviceType == typeof(ModelInfo) ? Info : serviceType == typeof(FakeEngine) ? this : null;

    public async ValueTask DisposeAsync()
    {
        if (_disposal.TrySetResult()) await OnDispose();
    }

    private ReasoningResult Answer()
    {
        var trace = new Trace { Index = 0, Thinking = "", Answer = name, Tokens = [], Usage = default, Timing = Timing, StopReason = StopReason.Natural, Seed = 0 };
        return new ReasoningResult
        {
            Chosen = trace,
            Traces = [trace],
            Vote = new ScalingOutcome { Answer = name, Sample = 0, Agreement = 1, AgreementOverAll = 1, Counts = [], Valid = 1, Unparsed = 0 },
            Usage = default,
            Timing = Timing,
            Seed = 0,
            Identity = new BackendIdentity { Library = "fake", Version = "1", Backend = "CPU", Device = "Board" },
        };
    }
}
