using EdgeReasoning.Reasoning;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Evaluation;

/// <summary>Asks one engine for traces and stores them.</summary>
internal sealed class ModelSampler(IReasoningEngine engine, int source, TraceStore store, EvaluationOptions options, RunProgress progress)
{
    /// <summary>So many requests in a row that fail are not the questions' fault.</summary>
    private const int MostFailuresInARow = 10;

    private int _failuresInARow;

    /// <exception cref="TraceStoreException">A trace cannot be stored.</exception>
    /// <exception cref="InvalidOperationException">One request after another fails.</exception>
    public Task SampleAsync(IEnumerable<SampleRequest> requests, CancellationToken cancellationToken)
        => Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = options.ParallelRequests, CancellationToken = cancellationToken },
            async (request, token) => await AskAsync(request, token).ConfigureAwait(false));

    private async Task AskAsync(SampleRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await engine.ReasonAsync(request.Question.Prompt, new ReasoningOptions
            {
                Budget = request.Budget.Budget,
                Sampling = request.Sampling,
                Extractor = request.Question.Grader.Extractor,
                Scaling = new StoringPolicy(request.Count, trace => Store(request, trace)),
                Seed = TraceSeeds.OfRequest(options.Seed, request.Cell, request.Question.Id, request.First),
            }, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _failuresInARow, 0);
        }
        catch (Exception exception) when (exception is not TraceStoreException && !progress.IsBroken && !cancellationToken.IsCancellationRequested)
        {
            store.Add(new StoredFailure
            {
                Model = request.Cell.Model,
                Budget = request.Cell.Budget,
                Sampling = request.Cell.Sampling,
                Question = request.Question.Id,
                Sample = request.First,
                Error = $"{exception.GetType().Name}: {exception.Message}",
            });
            progress.AddFailure();
            if (Interlocked.Increment(ref _failuresInARow) >= MostFailuresInARow)
                throw new InvalidOperationException($"{MostFailuresInARow} requests in a row have failed on {request.Cell.Model}, the last because: {exception.Message} The traces so far are stored; resume when that is mended.", exception);
        }
    }

    private void Store(SampleRequest request, Trace trace)
    {
        int sample = request.First + trace.Index;
        store.Add(new StoredTrace
        {
            Model = request.Cell.Model,
            Source = source,
            Budget = request.Cell.Budget,
            Sampling = request.Cell.Sampling,
            Question = request.Question.Id,
            Prompt = request.Question.Fingerprint,
            Sample = sample,
            Together = options.ParallelRequests == 1 ? request.Count : options.ParallelRequests * options.WaveSamples,
            Trace = trace with { Index = sample, Extracted = null },
        });
        progress.Add(request.Question.Id, trace);
    }
}
