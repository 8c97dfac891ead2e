using System.Threading.Channels;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>Traces of a request that were asked for together. Only the decoding thread touches what can change, but for <see cref="Cancel"/>.</summary>
internal sealed class Wave(Request request, CompiledPrompt prompt, int firstIndex, int count, Sampler sampler)
{
    private readonly Channel<Trace> _traces = Channel.CreateUnbounded<Trace>(new UnboundedChannelOptions { SingleReader = true });
    private volatile bool _cancelled;
    private bool _expired;

    public Request Request { get; } = request;

    public CompiledPrompt Prompt { get; } = prompt;

    /// <summary>What the budget may know of these traces.</summary>
    public BudgetContext Context { get; } = prompt.Context with { ParallelTraces = Math.Min(count, prompt.Context.ParallelTraces) };

    /// <summary>The number of its first trace among those of the request.</summary>
    public int FirstIndex { get; } = firstIndex;

    /// <summary>Each trace samples with a fork of this one.</summary>
    public Sampler Sampler { get; } = sampler;

    /// <summary>The traces, as they finish.</summary>
    public ChannelReader<Trace> Traces => _traces.Reader;

    /// <summary>The outcome is settled without the traces that are still to come.</summary>
    public bool IsCancelled => _cancelled;

    /// <summary>Traces that have been given memory so far.</summary>
    public int Launched { get; set; }

    /// <summary>Traces that are in memory now.</summary>
    public int Holding { get; set; }

    /// <summary>Whether there are traces to start.</summary>
    public bool HasPending => Launched < count && !_cancelled && !_expired && !Request.IsClosed;

    public void Cancel() => _cancelled = true;

    /// <summary>Starts no more traces: the time is up. A wave of which none was started delivers <paramref name="none"/>.</summary>
    public void Expire(Func<Wave, Trace> none)
    {
        if (_expired) return;
        _expired = true;
        if (Launched == 0) Deliver(none(this));
        CompleteIfDone();
    }

    public void Deliver(Trace trace) => _traces.Writer.TryWrite(trace);

    public void CompleteIfDone()
    {
        if (Holding == 0 && (Launched == count || _cancelled || _expired)) _traces.Writer.TryComplete();
    }

    public void Fail(Exception exception) => _traces.Writer.TryComplete(exception);
}
