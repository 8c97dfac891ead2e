using System.Runtime.CompilerServices;
using System.Threading.Channels;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;
using Microsoft.Extensions.AI;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Feeds a scaling policy with replies of a chat client: a call for each, some at once.</summary>
internal sealed class ChatTraceSource(
    IChatClient client, ReasoningPrompt prompt, ReasoningOptions options, ulong seed, ChatClientEngineOptions settings, Action<ReasoningUpdate>? publish) : ITraceSource
{
    private readonly ChatCall _call = ChatCall.From(prompt, options, options.Budget, settings.ChatOptions);
    private readonly long _start = settings.TimeProvider.GetTimestamp();
    private long _firstPieceAt;
    private int _next;
    private bool _isSampling;

    public int ParallelTraces => settings.MaxParallelCalls;

    public TimeSpan? TimeLeft => _call.Deadline - Elapsed;

    /// <summary>The traces so far, those included that were left because the outcome was settled.</summary>
    public List<Trace> Sampled { get; } = [];

    private TimeSpan Elapsed => settings.TimeProvider.GetElapsedTime(_start);

    public ReasoningTiming Timing()
    {
        long first = Interlocked.Read(ref _firstPieceAt);
        return new ReasoningTiming
        {
            Queue = default,
            Prefill = default,
            TimeToFirstToken = first == 0 ? Elapsed : settings.TimeProvider.GetElapsedTime(_start, first),
            Total = Elapsed,
        };
    }

    public IAsyncEnumerable<Trace> SampleAsync(int count, SampleOptions? sample = null, CancellationToken cancellationToken = default)
    {
        if (count is < 1 or > 4096) throw new ArgumentOutOfRangeException(nameof(count), count, "Ask for 1 to 4096 traces.");
        if (sample?.ConfidenceTopK > 0) throw new ArgumentException("A chat client tells no confidences, so this scaling policy cannot be kept. Take one that counts votes.", nameof(sample));
        return Sample(count, sample, cancellationToken);
    }

    private async IAsyncEnumerable<Trace> Sample(int count, SampleOptions? sample, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_isSampling) throw new InvalidOperationException("The traces of an earlier call are still being sampled. Leave that loop first.");
        _isSampling = true;
        ChatCall call = sample is null || sample.Budget.Policies.IsEmpty ? _call : ChatCall.From(prompt, options, options.Budget.And(sample.Budget), settings.ChatOptions);
        int first = _next;
        _next += count;
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var turns = new SemaphoreSlim(settings.MaxParallelCalls);
        var finished = Channel.CreateUnbounded<Trace>();
        Task calls = Task.WhenAll(Enumerable.Range(first, count).Select(index => CallAsync(call, index, turns, finished.Writer, left, cancellationToken)));
        _ = calls.ContinueWith(static (task, writer) => ((ChannelWriter<Trace>)writer!).TryComplete(task.Exception?.InnerException), finished.Writer, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await foreach (Trace trace in finished.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return Keep(trace);
        }
        finally
        {
            await left.CancelAsync().ConfigureAwait(false);
            await calls.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
            while (finished.Reader.TryRead(out Trace? trace)) Keep(trace);
            _isSampling = false;
        }
    }

    /// <summary>One call, when it is its turn. One that has not begun when the loop is left, or the time is up, leaves no trace, unless it is the request's first.</summary>
    private async Task CallAsync(ChatCall call, int index, SemaphoreSlim turns, ChannelWriter<Trace> finished, CancellationTokenSource left, CancellationToken cancellationToken)
    {
        var reply = new ChatTrace(index, unchecked(seed + (ulong)index), options.Seed is not null);
        bool begun = false;
        try
        {
            await turns.WaitAsync(left.Token).ConfigureAwait(false);
            try
            {
                TimeSpan? rest = call.Deadline - Elapsed;
                if (rest <= TimeSpan.Zero)
                {
                    if (index == 0) finished.TryWrite(reply.ToTrace(StopReason.Deadline, Timing()));
                    return;
                }

                begun = true;
                using var timer = rest is { } time ? new CancellationTokenSource(time, settings.TimeProvider) : null;
                using var end = CancellationTokenSource.CreateLinkedTokenSource(left.Token, timer?.Token ?? CancellationToken.None);
                try
                {
                    await reply.ReadAsync(client, call, Publish, end.Token).ConfigureAwait(false);
                    finished.TryWrite(reply.ToTrace(reply.Reason, Timing()));
                }
                catch (OperationCanceledException) when (timer?.IsCancellationRequested == true && !left.IsCancellationRequested)
                {
                    finished.TryWrite(reply.ToTrace(StopReason.Deadline, Timing()));
                }
            }
            finally
            {
                turns.Release();
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            if (begun) finished.TryWrite(reply.ToTrace(StopReason.Outvoted, Timing()));
        }
        catch (Exception)
        {
            // One call that fails fails the request: the others are of no use.
            await left.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void Publish(ReasoningUpdate update)
    {
        Interlocked.CompareExchange(ref _firstPieceAt, settings.TimeProvider.GetTimestamp(), 0);
        publish?.Invoke(update);
    }

    private Trace Keep(Trace trace)
    {
        if (trace.StopReason != StopReason.Outvoted) trace = trace with { Extracted = options.EffectiveExtractor.Extract(trace.Answer) };
        Sampled.Add(trace);
        publish?.Invoke(new ReasoningUpdate { Kind = ReasoningUpdateKind.TraceFinished, TraceIndex = trace.Index, Trace = trace });
        return trace;
    }
}
