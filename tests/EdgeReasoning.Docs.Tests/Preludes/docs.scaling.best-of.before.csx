ValueTask<double> ScoreAsync(string answer, CancellationToken cancellationToken) => ValueTask.FromResult((double)answer.Length);
ValueTask<double> ScoreTraceAsync(Trace trace, CancellationToken cancellationToken) => ScoreAsync(trace.Answer, cancellationToken);
