using EdgeReasoning.Scaling;
using EdgeReasoning.Statistics;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Evaluation;

/// <summary>
/// Stored traces of a benchmark, sampled once and judged many ways without the model: any scaling policy that asks for no more samples than are stored and
/// changes no budget on the way, any extractor and grader, any device's prices. What changes what the model reads or writes, another budget or sampling, has
/// to be sampled.
/// </summary>
/// <remarks>Immutable, made from what the store holds at that time. Safe to use from several threads at once.</remarks>
public sealed class EvaluationRun
{
    private readonly StoredTraces _traces;
    private readonly string _store;

    /// <summary>Takes the traces of a store.</summary>
    /// <param name="benchmark">The questions; those without traces are missing, and traces of others are left aside.</param>
    /// <param name="store">The store, one that was only read (<see cref="TraceStore.Read"/>) say.</param>
    /// <exception cref="ArgumentException">The store is of another benchmark.</exception>
    /// <exception cref="InvalidOperationException">The store holds traces of another wording of a question.</exception>
    public EvaluationRun(Benchmark benchmark, TraceStore store)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        ArgumentNullException.ThrowIfNull(store);
        if (store.Run is { } run && run.Benchmark != benchmark.Name)
            throw new ArgumentException($"{store.Name} holds traces of '{run.Benchmark}', not of '{benchmark.Name}'.", nameof(benchmark));
        IReadOnlyList<StoredTrace> traces = store.Traces;
        StoredTraces.CheckPrompts(benchmark, traces, store.Name);
        Benchmark = benchmark;
        Models = store.Models;
        _store = store.Name;
        _traces = new StoredTraces(traces);
        HashSet<SampleKey> stored = [.. traces.Select(trace => trace.Key)];
        Failures = [.. store.Failures.Where(failure => !stored.Contains(failure.Key)).GroupBy(failure => failure.Key).Select(same => same.Last())];
    }

    private EvaluationRun(EvaluationRun run, Benchmark benchmark)
    {
        (Benchmark, Models, Failures, Pruned, _store, _traces) = (benchmark, run.Models, run.Failures, run.Pruned, run._store, run._traces);
    }

    /// <summary>The questions.</summary>
    public Benchmark Benchmark { get; }

    /// <summary>What decoded.</summary>
    public IReadOnlyList<StoredModel> Models { get; }

    /// <summary>Requests that failed and have not gone well since, each once.</summary>
    public IReadOnlyList<StoredFailure> Failures { get; }

    /// <summary>What was left out while it ran, by <see cref="EvaluationOptions.Pruning"/>.</summary>
    public IReadOnlyList<PrunedConfiguration> Pruned { get; init; } = [];

    /// <summary>The same traces for the first questions only.</summary>
    /// <param name="questions">How many, from 1.</param>
    public EvaluationRun Take(int questions) => new(this, Benchmark.Take(questions));

    /// <summary>Traces that a configuration needs and that are not stored; 0 where it can be judged.</summary>
    /// <param name="configuration">The configuration.</param>
    public int MissingTraces(Configuration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        CellKey cell = CellKey.Of(configuration);
        return Benchmark.Questions.Sum(question => _traces.Missing(cell, question.Id, configuration.Scaling.Samples));
    }

    /// <summary>The stored traces of one question, in the order of their samples, with the answers found in them.</summary>
    /// <param name="configuration">Whose model, budget and sampling is taken; its scaling makes no difference.</param>
    /// <param name="question">The question's identifier.</param>
    /// <exception cref="ArgumentException">The benchmark has no such question.</exception>
    public IReadOnlyList<Trace> TracesOf(Configuration configuration, string question)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        BenchmarkQuestion asked = Benchmark.Find(question) ?? throw new ArgumentException($"'{Benchmark.Name}' has no question '{question}'.", nameof(question));
        return StoredTraces.Extract(asked, _traces.Of(CellKey.Of(configuration), question, int.MaxValue));
    }

    /// <summary>What a configuration answered to each question.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">Traces are missing, or the scaling policy cannot be judged from stored traces.</exception>
    public async Task<IReadOnlyList<GradedQuestion>> GradeAsync(Configuration configuration, CancellationToken cancellationToken = default)
    {
        RequireTraces(configuration);
        var graded = new List<GradedQuestion>(Benchmark.Questions.Count);
        await foreach (JudgedQuestion judged in PlayAsync(configuration, null, cancellationToken).ConfigureAwait(false)) graded.Add(judged.Graded);
        return graded;
    }

    /// <summary>What a configuration did, with its prices.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">Traces are missing; the scaling policy cannot be judged from stored traces; or there is no profile, and the
    /// traces were not decoded as the configuration would.</exception>
    public async Task<ConfigurationResult> JudgeAsync(Configuration configuration, JudgeOptions? options = null, CancellationToken cancellationToken = default)
    {
        RequireTraces(configuration);
        options ??= new JudgeOptions();
        options.Validate();
        CellKey cell = CellKey.Of(configuration);
        Pricing pricing = options.Profiles.TryGetValue(configuration.Model, out Performance.DeviceProfile? profile)
            ? new ProfilePricing(profile, Models.Where(model => model.Name == configuration.Model))
            : new MeasuredPricing(configuration, Models, [.. Benchmark.Questions.Select(question => _traces.Find(cell, question.Id, 0)!)]);
        var outcomes = new List<QuestionOutcome>(Benchmark.Questions.Count);
        await foreach (JudgedQuestion judged in PlayAsync(configuration, options.ParallelTraces, cancellationToken).ConfigureAwait(false)) outcomes.Add(pricing.Outcome(judged));
        return new ConfigurationResult
        {
            Configuration = configuration,
            Outcomes = outcomes,
            Timing = pricing.Timing,
            Device = pricing.Device,
            MemoryBytes = pricing.MemoryBytes,
            IsExtrapolated = pricing.IsExtrapolated,
        };
    }

    /// <summary>What configurations did, with their prices.</summary>
    /// <param name="configurations">The configurations.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">One cannot be judged; see <see cref="JudgeAsync(Configuration, JudgeOptions, CancellationToken)"/>.</exception>
    public async Task<IReadOnlyList<ConfigurationResult>> JudgeAsync(IEnumerable<Configuration> configurations, JudgeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configurations);
        var results = new List<ConfigurationResult>();
        foreach (Configuration configuration in configurations) results.Add(await JudgeAsync(configuration, options, cancellationToken).ConfigureAwait(false));
        return results;
    }

    /// <summary>
    /// The accuracy that a plurality vote of k samples is expected to have, exactly, over all choices of k of the samples that are stored: no drawing of
    /// samples, and for k = 1 the mean over all of them. Ties go to either answer with equal chance.
    /// </summary>
    /// <param name="configuration">Whose model, budget and sampling is taken; its scaling makes no difference.</param>
    /// <param name="k">Samples in the vote, from 1 to those that every question has.</param>
    /// <exception cref="InvalidOperationException">A question has fewer samples.</exception>
    public double MajorityAtK(Configuration configuration, int k)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return Benchmark.Questions.Average(question =>
        {
            IReadOnlyList<Trace> traces = TracesOf(configuration, question.Id);
            if (traces.Count < k) throw new InvalidOperationException($"Question '{question.Id}' has {traces.Count} samples under {CellKey.Of(configuration)}; a vote of {k} needs as many. Sample more.");
            var tally = new VoteTally();
            foreach (Trace trace in traces) tally.Add(trace);
            int[] counts = [.. tally.Counts.Select(count => count.Votes)];
            double right = 0;
            for (int i = 0; i < counts.Length; i++)
            {
                if (question.Grader.IsCorrect(tally.Counts[i].Answer!)) right += RepeatedSampling.MajorityAtK(counts, i, tally.Unparsed, k);
            }

            return right;
        });
    }

    private async IAsyncEnumerable<JudgedQuestion> PlayAsync(Configuration configuration, int? parallel, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CellKey cell = CellKey.Of(configuration);
        foreach (BenchmarkQuestion question in Benchmark.Questions)
        {
            IReadOnlyList<StoredTrace> stored = _traces.Of(cell, question.Id, configuration.Scaling.Samples);
            var source = new RecordedTraces(StoredTraces.Extract(question, stored), new RecordedTracesOptions { ParallelTraces = parallel });
            ScalingOutcome outcome;
            try
            {
                outcome = await configuration.Scaling.Policy.ScaleAsync(source, cancellationToken).ConfigureAwait(false);
            }
            catch (InvalidOperationException exception)
            {
                throw new InvalidOperationException($"{configuration.Name} cannot be judged from stored traces: {exception.Message}", exception);
            }

            bool right = outcome.Answer is { } answer && question.Grader.IsCorrect(answer);
            yield return new JudgedQuestion(new GradedQuestion(question, outcome.Answer, right), stored, source);
        }
    }

    private void RequireTraces(Configuration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (MissingTraces(configuration) is not (> 0 and var missing)) return;
        CellKey cell = CellKey.Of(configuration);
        StoredFailure[] failed = [.. Failures.Where(failure => failure.Key.Cell == cell && Benchmark.Find(failure.Question) is not null)];
        throw new InvalidOperationException($"{configuration.Name} lacks {missing} of {Benchmark.Questions.Count * configuration.Scaling.Samples} traces in {_store}. "
            + (failed.Length == 0 ? "Resume the run." : $"{failed.Length} requests failed, '{failed[0].Question}' because: {failed[0].Error} Mend that and resume, or leave the questions out with {nameof(Benchmark)}.{nameof(Evaluation.Benchmark.Where)}."));
    }
}
