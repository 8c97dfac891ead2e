using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>The votes of one request: as they arrived, and as they were drawn.</summary>
internal sealed class Votes(VoteOptions options)
{
    private readonly SortedList<int, Trace> _ahead = [];
    private readonly List<double> _decodeSeconds = [];
    private int _next;

    /// <summary>All that arrived.</summary>
    public VoteTally Arrived { get; } = new(options.Equality);

    /// <summary>Those before which no sample is missing.</summary>
    public VoteTally Drawn { get; } = new(options.Equality);

    public void Add(Trace trace)
    {
        Arrived.Add(trace);
        _decodeSeconds.Add((trace.Timing.Total - trace.Timing.TimeToFirstToken).TotalSeconds);
        _ahead.Add(trace.Index, trace);
    }

    /// <summary>Adds the next sample to <see cref="Drawn"/>, if it is there.</summary>
    /// <param name="skipMissing">Whether a wave has ended, so that what is missing will not come.</param>
    public bool Draw(bool skipMissing)
    {
        if (_ahead.Count == 0 || (!skipMissing && _ahead.GetKeyAtIndex(0) != _next)) return false;
        Trace trace = _ahead.GetValueAtIndex(0);
        _ahead.RemoveAt(0);
        Drawn.Add(trace);
        _next = trace.Index + 1;
        return true;
    }

    public VoteState State(int samples, int running, ITraceSource source)
    {
        int remaining = samples - Drawn.Total;
        bool winsTies = Drawn.RunnerUp.Votes == 0 || Drawn.Leader.FirstSample < Drawn.RunnerUp.FirstSample;
        return new VoteState
        {
            Counts = Drawn.Counts.Select(count => count.Votes).ToArray(),
            LeaderWinsTies = winsTies,
            Remaining = remaining,
            InTime = source.TimeLeft is { } left ? Math.Min(remaining, InTime(left.TotalSeconds, running, source.ParallelTraces) + Arrived.Total - Drawn.Total) : remaining,
        };
    }

    /// <summary>The most samples that can arrive in a time: those running, and as many rounds more as fit at the pace of the traces so far.</summary>
    private int InTime(double seconds, int running, int parallel)
    {
        if (seconds <= 0) return 0;
        if (_decodeSeconds.Count == 0) return int.MaxValue / 4;
        double each = Statistics.Descriptive.Median([.. _decodeSeconds]);
        return (int)Math.Min(int.MaxValue / 4, Math.Min(running, parallel) + (Math.Floor(seconds / Math.Max(each, 1e-6)) * parallel));
    }
}
