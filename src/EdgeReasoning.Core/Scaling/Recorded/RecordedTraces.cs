using System.Runtime.CompilerServices;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>
/// Plays stored traces back to a scaling policy, as an engine would have decoded them: in lock-step, one token of every running trace a step. Sample
/// once, judge many policies; what each would have cost is counted.
/// </summary>
/// <remarks>
/// Make one for each policy run. A trace takes as many steps as it has tokens (<see cref="TokenUsage.OutputTokens"/>); those that finish at the same
/// step come by index. When the policy leaves the loop, running traces count with the tokens they have by then, and those not started with none.
/// Traces are numbered by their place in the list. For one caller at a time.
/// </remarks>
public sealed class RecordedTraces : ITraceSource
{
    private readonly IReadOnlyList<Trace> _traces;
    private readonly RecordedTracesOptions _options;
    private int _taken;
    private bool _busy;
    private double _seconds;
    // Sum of the steps at which the running traces were started.
    private long _starts;

    /// <summary>Plays traces back.</summary>
    /// <param name="traces">The traces, in the order in which they were drawn.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">There are no traces, or an option is out of its range.</exception>
    public RecordedTraces(IReadOnlyList<Trace> traces, RecordedTracesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(traces);
        if (traces.Count == 0) throw new ArgumentException("There are no traces to play back.", nameof(traces));
        _traces = traces;
        _options = options ?? new RecordedTracesOptions();
        _options.Validate();
        DecodedTokens = new int[traces.Count];
    }

    /// <inheritdoc/>
    public int ParallelTraces => _options.ParallelTraces ?? _traces.Count;

    /// <inheritdoc/>
    public TimeSpan? TimeLeft => _options.Deadline is { } deadline ? TimeSpan.FromSeconds(Math.Max(0, deadline.TotalSeconds - Seconds!.Value)) : null;

    /// <inheritdoc/>
    public int? ThinkingLimit => _options.ThinkingLimit;

    /// <summary>Traces that were started.</summary>
    public int Started { get; private set; }

    /// <summary>Traces that the policy was given.</summary>
    public int Delivered { get; private set; }

    /// <summary>Steps of decoding.</summary>
    public long Steps { get; private set; }

    /// <summary>Tokens decoded, those of traces that were left included.</summary>
    public long OutputTokens { get; private set; }

    /// <summary>Seconds of decoding; null without <see cref="RecordedTracesOptions.StepSeconds"/>.</summary>
    public double? Seconds => _options.StepSeconds is null ? null : _seconds;

    /// <summary>Steps between which nothing started or finished, in order.</summary>
    internal List<RecordedSegment> Segments { get; } = [];

    /// <summary>Tokens decoded of each trace.</summary>
    internal int[] DecodedTokens { get; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">More traces are asked for than are stored, another loop is under way, or the traces are to be decoded under another budget.</exception>
    public IAsyncEnumerable<Trace> SampleAsync(int count, SampleOptions? options = null, CancellationToken cancellationToken = default)
    {
        VoteOptions.CheckSamples(count, nameof(count));
        if (options is { Budget.Policies.IsEmpty: false })
            throw new InvalidOperationException("Stored traces cannot be decoded under another budget. Sample with the budget, and judge those traces.");
        if (count > _traces.Count - _taken)
            throw new InvalidOperationException($"The policy asks for {count} more traces, and {_traces.Count - _taken} of {_traces.Count} are left. Store more, or sample fewer.");
        if (_busy) throw new InvalidOperationException("A loop over traces is under way; leave it before the next begins.");
        int first = _taken;
        _taken += count;
        return PlayAsync(first, count, cancellationToken);
    }

    private async IAsyncEnumerable<Trace> PlayAsync(int first, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _busy = true;
        // By the step at which they finish, then by index.
        var running = new PriorityQueue<int, (long Finish, int Index)>();
        try
        {
            int next = first, end = first + count;
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (; next < end && running.Count < ParallelTraces; next++, Started++)
                {
                    running.Enqueue(next, (Steps + _traces[next].Usage.OutputTokens, next));
                    _starts += Steps;
                }

                if (!running.TryPeek(out int index, out (long Finish, int Index) at)) yield break;
                if (!Advance(at.Finish - Steps, running.Count)) yield break;
                running.Dequeue();
                DecodedTokens[index] = _traces[index].Usage.OutputTokens;
                _starts -= at.Finish - DecodedTokens[index];
                Delivered++;
                yield return _traces[index] with { Index = index };
            }
        }
        finally
        {
            foreach ((int index, (long finish, _)) in running.UnorderedItems) DecodedTokens[index] = (int)(Steps - finish) + _traces[index].Usage.OutputTokens;
            _starts = 0;
            _busy = false;
        }
    }

    /// <summary>Decodes so many steps of the running traces, or as many as there is time for.</summary>
    private bool Advance(long steps, int live)
    {
        double step = _options.StepSeconds?.Invoke(live) ?? 0;
        bool inTime = true;
        if (_options.Deadline is { } deadline && step > 0)
        {
            long fit = Math.Max(0, (long)Math.Floor(((deadline.TotalSeconds - _seconds) / step) + 1e-9));
            inTime = steps <= fit;
            steps = Math.Min(steps, fit);
        }

        if (steps > 0) Segments.Add(new RecordedSegment(live, steps, Steps - ((double)_starts / live)));
        Steps += steps;
        OutputTokens += steps * live;
        _seconds += steps * step;
        return inTime;
    }
}
