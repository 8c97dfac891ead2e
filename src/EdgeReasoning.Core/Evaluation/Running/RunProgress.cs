using EdgeReasoning.Traces;

namespace EdgeReasoning.Evaluation;

/// <summary>Counts what a run has done.</summary>
internal sealed class RunProgress(Benchmark benchmark, int total, int done, TimeProvider time, IProgress<EvaluationProgress>? listener)
{
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private int _done = done, _total = total, _new, _failures, _right, _judged;
    private long _tokens;
    private string _model = "";
    private volatile bool _broken;

    /// <summary>Goes on to the next model, counting the traces that the store has of it.</summary>
    public void Begin(string model, IEnumerable<StoredTrace> stored)
    {
        lock (_gate)
        {
            _model = model;
            _right = _judged = 0;
            foreach (StoredTrace trace in stored) Judge(trace.Question, trace.Trace);
        }
    }

    public void Add(string question, Trace trace)
    {
        lock (_gate)
        {
            _done++;
            _new++;
            _tokens += trace.Usage.OutputTokens;
            Judge(question, trace);
            Tell();
        }
    }

    public void AddFailure()
    {
        lock (_gate)
        {
            _failures++;
            Tell();
        }
    }

    /// <summary>Whether the listener has thrown: the run ends with that, and no request is to blame.</summary>
    public bool IsBroken => _broken;

    /// <summary>So many traces are not needed any more.</summary>
    public void LeaveOut(int traces)
    {
        lock (_gate) _total -= traces;
    }

    private void Tell()
    {
        try
        {
            listener?.Report(Now());
        }
        catch
        {
            _broken = true;
            throw;
        }
    }

    private void Judge(string question, Trace trace)
    {
        if (benchmark.Find(question) is not { } asked) return;
        _judged++;
        if (asked.Grader.Extractor.Extract(trace.Answer)?.Normalized is { } answer && asked.Grader.IsCorrect(answer)) _right++;
    }

    private EvaluationProgress Now()
    {
        TimeSpan elapsed = time.GetElapsedTime(_start);
        return new EvaluationProgress
        {
            Model = _model,
            Done = _done,
            Total = _total,
            Failures = _failures,
            Tokens = _tokens,
            Elapsed = elapsed,
            TimeLeft = _new == 0 ? null : elapsed * ((double)(_total - _done) / _new),
            Accuracy = _judged == 0 ? null : (double)_right / _judged,
        };
    }
}
