using EdgeReasoning.Traces;
using System.Threading.Channels;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>One request on its way through the scheduler. Only the scheduler's thread touches what can change, but for <see cref="Abandon"/>.</summary>
internal sealed class Job
{
    private readonly TaskCompletionSource<JobOutcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ChannelWriter<ReasoningUpdate>? _updates;
    private readonly Trace?[] _traces;
    private volatile bool _abandoned;

    public Job(ReasoningOptions options, ChannelWriter<ReasoningUpdate>? updates)
    {
        Options = options;
        _updates = updates;
        _traces = new Trace?[options.Samples];
    }

    public ReasoningOptions Options { get; }

    public required int[] Prompt { get; init; }

    public required bool StartsInThinking { get; init; }

    public required int MaxTokens { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Each trace samples with a fork of this one.</summary>
    public required Sampler Sampler { get; init; }

    public required long EnqueuedAt { get; init; }

    public Task<JobOutcome> Completion => _completion.Task;

    /// <summary>Nobody waits for it any more: cancelled, or failed.</summary>
    public bool IsAbandoned => _abandoned;

    public bool IsStreaming => _updates is not null;

    /// <summary>Traces that have been given memory so far; the next to get some has this index.</summary>
    public int Launched { get; set; }

    /// <summary>Traces that hold memory now.</summary>
    public int Holding { get; set; }

    public int Finished { get; private set; }

    public bool HasPending => Launched < _traces.Length;

    /// <summary>Memory was first free for it.</summary>
    public long? StartedAt { get; set; }

    /// <summary>The prompt was first decoded.</summary>
    public long? PrefilledAt { get; set; }

    public long? FirstTokenAt { get; set; }

    /// <summary>Gaps between tokens of all traces, in seconds, for the summary over the request.</summary>
    public List<double> Gaps { get; } = [];

    /// <summary>Gives up from any thread: the caller is answered at once, the scheduler frees the memory before its next step.</summary>
    public void Abandon(CancellationToken cancellationToken)
    {
        _abandoned = true;
        if (_completion.TrySetCanceled(cancellationToken)) _updates?.TryComplete(new OperationCanceledException(cancellationToken));
    }

    public void Fail(Exception exception)
    {
        _abandoned = true;
        if (_updates is null) _completion.TrySetException(exception);
        else if (_completion.TrySetCanceled()) _updates.TryComplete(exception);   // the stream carries the exception, and nobody awaits the task
    }

    public void Publish(ReasoningUpdate update) => _updates?.TryWrite(update);

    /// <summary>Keeps a finished trace; true where it was the last.</summary>
    public bool Keep(Trace trace)
    {
        _traces[trace.Index] = trace;
        Publish(new ReasoningUpdate { Kind = ReasoningUpdateKind.TraceFinished, TraceIndex = trace.Index, Trace = trace });
        return ++Finished == _traces.Length;
    }

    public void Complete(ReasoningTiming timing)
    {
        _completion.TrySetResult(new JobOutcome([.. _traces.Select(trace => trace!)], timing));
        _updates?.TryComplete();
    }
}
