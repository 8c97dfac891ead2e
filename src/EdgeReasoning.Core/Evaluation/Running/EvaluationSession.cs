using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Evaluation;

/// <summary>One call of <see cref="Evaluator.RunAsync"/>: models in turn, questions by blocks, first those of the positive control.</summary>
internal sealed class EvaluationSession
{
    private readonly Benchmark _benchmark;
    private readonly TraceStore _store;
    private readonly EvaluationOptions _options;
    private readonly RunProgress _progress;
    private readonly List<PrunedConfiguration> _pruned = [];
    private List<Configuration> _configurations;
    private SamplePlan _plan;

    public EvaluationSession(Benchmark benchmark, IReadOnlyList<Configuration> configurations, TraceStore store, EvaluationOptions options, IProgress<EvaluationProgress>? progress)
    {
        _benchmark = benchmark;
        _store = store;
        _options = options;
        _configurations = [.. configurations];
        _plan = new SamplePlan(configurations);
        StoredTraces.CheckPrompts(benchmark, store.Traces, store.Name);
        int done = store.Traces.Count(trace => trace.Sample < _plan.SamplesOf(trace.Cell) && benchmark.Find(trace.Question) is not null);
        _progress = new RunProgress(benchmark, _plan.SamplesPerQuestion * benchmark.Questions.Count, done, options.TimeProvider, progress);
    }

    /// <summary>Samples what is missing of one model; loads it only if something is.</summary>
    public async Task SampleAsync(EvaluatedModel model, CancellationToken cancellationToken)
    {
        int from = 0;
        IReasoningEngine? engine = null;
        try
        {
            ModelSampler? sampler = null;
            foreach (int to in BlockEnds())
            {
                SampleRequest[] requests = Missing(model.Name, from, to);
                if (requests.Length > 0)
                {
                    engine ??= await LoadAsync(model, cancellationToken).ConfigureAwait(false);
                    sampler ??= await PrepareAsync(model, engine, cancellationToken).ConfigureAwait(false);
                    await sampler.SampleAsync(requests, cancellationToken).ConfigureAwait(false);
                }

                if (to == Math.Min(_options.ControlQuestions, _benchmark.Questions.Count)) PositiveControl.Check(model.Name, _benchmark, _store);
                await PruneAsync(model.Name, to, cancellationToken).ConfigureAwait(false);
                from = to;
            }
        }
        finally
        {
            if (engine is not null) await engine.DisposeAsync().ConfigureAwait(false);
        }
    }

    public EvaluationRun ToRun() => new(_benchmark, _store) { Pruned = _pruned };

    private static async Task<IReasoningEngine> LoadAsync(EvaluatedModel model, CancellationToken cancellationToken)
        => await model.LoadAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The model '{model.Name}' was loaded as null.");

    private async Task<ModelSampler> PrepareAsync(EvaluatedModel model, IReasoningEngine engine, CancellationToken cancellationToken)
    {
        int source = _store.Add(await ModelIdentity.OfAsync(model.Name, engine, _options.TimeProvider, cancellationToken).ConfigureAwait(false));
        _progress.Begin(model.Name, _store.Traces.Where(trace => trace.Model == model.Name));
        return new ModelSampler(engine, source, _store, _options, _progress);
    }

    /// <summary>Up to which question each block goes: the control, then blocks between which configurations may be left out, then the rest.</summary>
    private IEnumerable<int> BlockEnds()
    {
        int questions = _benchmark.Questions.Count;
        if (_options.ControlQuestions > 0 && _options.ControlQuestions < questions) yield return _options.ControlQuestions;
        if (_options.Pruning is { } pruning)
        {
            for (int end = pruning.EveryQuestions; end < questions; end += pruning.EveryQuestions)
            {
                if (end > _options.ControlQuestions) yield return end;
            }
        }

        yield return questions;
    }

    private SampleRequest[] Missing(string model, int first, int end) =>
    [
        .. from cell in _plan.CellsOf(model)
           from question in _benchmark.Questions.Skip(first).Take(end - first)
           from request in _plan.Missing(cell, question, _store, _options.WaveSamples)
           select request,
    ];

    private async Task PruneAsync(string model, int questions, CancellationToken cancellationToken)
    {
        if (_options.Pruning is not { } pruning || questions == _benchmark.Questions.Count || questions < pruning.EveryQuestions) return;
        IReadOnlyList<PrunedConfiguration> pruned = await pruning.FindAsync(new EvaluationRun(_benchmark, _store), _configurations, model, questions, cancellationToken).ConfigureAwait(false);
        if (pruned.Count == 0) return;
        _pruned.AddRange(pruned);
        HashSet<Configuration> gone = [.. pruned.Select(configuration => configuration.Configuration)];
        _configurations = [.. _configurations.Where(configuration => !gone.Contains(configuration))];
        SamplePlan before = _plan;
        _plan = new SamplePlan(_configurations);
        _progress.LeaveOut((before.SamplesPerQuestion - _plan.SamplesPerQuestion) * (_benchmark.Questions.Count - questions));
    }
}
