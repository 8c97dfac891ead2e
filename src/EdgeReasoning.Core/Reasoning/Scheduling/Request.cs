using System.Threading.Channels;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>One call of the engine: what its waves of traces have in common.</summary>
/// <remarks>The decoding thread fills in times and gaps; the caller reads them when its traces have come.</remarks>
internal sealed class Request(ReasoningOptions options, ulong seed, long enqueuedAt, ChannelWriter<ReasoningUpdate>? updates)
{
    private readonly object _lock = new();
    private Wave? _wave;
    private Exception? _failure;
    private volatile bool _closed;

    public ReasoningOptions Options { get; } = options;

    public ulong Seed { get; } = seed;

    public long EnqueuedAt { get; } = enqueuedAt;

    public bool IsStreaming => updates is not null;

    /// <summary>Nothing more is wanted of it: answered, cancelled, or failed. What it holds is freed before the next step.</summary>
    public bool IsClosed => _closed;

    /// <summary>Memory was first free for it.</summary>
    public long? StartedAt { get; set; }

    /// <summary>Its prompt was first decoded.</summary>
    public long? PrefilledAt { get; set; }

    public long? FirstTokenAt { get; set; }

    /// <summary>Tokens of its prompts that were in memory from other requests.</summary>
    public int CachedTokens { get; set; }

    /// <summary>Gaps between tokens of all traces, in seconds.</summary>
    public List<double> Gaps { get; } = [];

    public void Publish(ReasoningUpdate update) => updates?.TryWrite(update);

    /// <summary>Makes a wave the one that a failure ends.</summary>
    /// <exception cref="OperationCanceledException">The request has been cancelled.</exception>
    public void Attach(Wave wave)
    {
        lock (_lock)
        {
            _wave = wave;
            if (_failure is { } failure) wave.Fail(failure);
        }
    }

    /// <summary>Ends the request from any thread: whoever waits for a trace is told at once.</summary>
    public void Fail(Exception failure)
    {
        lock (_lock)
        {
            if (_closed) return;
            _failure = failure;
            _closed = true;
            _wave?.Fail(failure);
        }
    }

    public void Close()
    {
        lock (_lock) _closed = true;
    }
}
