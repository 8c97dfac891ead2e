using System.Runtime.CompilerServices;
using System.Threading.Channels;
using EdgeReasoning.Budgets;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Remote.Endpoints;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Remote.Traces;

/// <summary>Feeds the scaling policy of one request with traces from the servers: a request for each, so that each can be ended by itself and goes to the server that is best then.</summary>
internal sealed class RemoteTraceSource(RemoteEngineOptions options, EndpointPool pool, SemaphoreSlim turns, RemoteRequest request, Func<TokenBudget, RemotePlan> planFor, RemotePlan plan, CancellationToken cancelled) : ITraceSource
{
    private int _next;
    private bool _isSampling;

    public int ParallelTraces => options.MaxParallelTraces;

    public int? ThinkingLimit => plan.ThinkingLimit;

    public TimeSpan? TimeLeft => plan.Deadline - request.Elapsed;

    /// <summary>The traces so far, those included that were cut because the outcome was settled.</summary>
    public List<Trace> Sampled { get; } = [];

    public IAsyncEnumerable<Trace> SampleAsync(int count, SampleOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (count is < 1 or > 4096) throw new ArgumentOutOfRangeException(nameof(count), count, "Ask for 1 to 4096 traces.");
        if (options?.ConfidenceTopK > 0) throw new ArgumentException("The scaling policy weighs confidences, which are worked out from all logits, and no server sends these. Take another policy.", nameof(options));
        return Sample(count, options is null ? plan : planFor(request.Options.Budget.And(options.Budget)), cancellationToken);
    }

    private async IAsyncEnumerable<Trace> Sample(int count, RemotePlan wavePlan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_isSampling) throw new InvalidOperationException("The traces of an earlier call are still being sampled. Leave that loop first.");
        _isSampling = true;
        int first = _next;
        _next += count;
        using var outvoted = new CancellationTokenSource();
        // The policy need not pass the request's token on.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, cancelled);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(either.Token);
        var traces = Channel.CreateUnbounded<Trace>(new UnboundedChannelOptions { SingleReader = true });
        Task running = RunAsync(Enumerable.Range(first, count).Select(index => RunAsync(index, index == first, wavePlan, traces.Writer, failed, outvoted.Token)), traces.Writer);
        try
        {
            await foreach (Trace trace in traces.Reader.ReadAllAsync(either.Token).ConfigureAwait(false)) yield return Keep(trace);
        }
        finally
        {
            // The loop was left: what is still on its way ends, and its tokens are counted.
            await outvoted.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
            while (traces.Reader.TryRead(out Trace? late)) Keep(late);
            _isSampling = false;
        }
    }

    private static async Task RunAsync(IEnumerable<Task> runs, ChannelWriter<Trace> traces)
    {
        try
        {
            await Task.WhenAll([.. runs]).ConfigureAwait(false);
            traces.TryComplete();
        }
        catch (Exception problem)
        {
            traces.TryComplete(problem);
        }
    }

    private async Task RunAsync(int index, bool isFirst, RemotePlan wavePlan, ChannelWriter<Trace> traces, CancellationTokenSource failed, CancellationToken outvoted)
    {
        var run = new TraceRun(options, pool, request, wavePlan, index);
        try
        {
            using (var waiting = CancellationTokenSource.CreateLinkedTokenSource(outvoted, failed.Token)) await turns.WaitAsync(waiting.Token).ConfigureAwait(false);
            try
            {
                // With a deadline that has passed the first one tells so, and the others are not begun.
                if (isFirst || !(wavePlan.Deadline <= request.Elapsed)) await traces.WriteAsync(await run.RunAsync(outvoted, failed.Token).ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false);
            }
            finally
            {
                turns.Release();
            }
        }
        catch (OperationCanceledException) when (outvoted.IsCancellationRequested)
        {
            // Not begun yet, and not wanted any more.
        }
        catch (Exception problem)
        {
            traces.TryComplete(problem);
            await failed.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private Trace Keep(Trace trace)
    {
        if (trace.StopReason != StopReason.Outvoted) trace = trace with { Extracted = request.Options.EffectiveExtractor.Extract(trace.Answer) };
        Sampled.Add(trace);
        request.Publish(new ReasoningUpdate { Kind = ReasoningUpdateKind.TraceFinished, TraceIndex = trace.Index, Trace = trace });
        return trace;
    }
}
