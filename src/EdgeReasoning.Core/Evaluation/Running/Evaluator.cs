using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Evaluation;

/// <summary>
/// Samples what configurations need, once: one trace for each question, model, budget, sampling and sample number, however many configurations share
/// it. What is in the store is not sampled again, so a run that was stopped or killed goes on where it was.
/// </summary>
public static class Evaluator
{
    /// <summary>Samples what the store lacks.</summary>
    /// <param name="models">The models that the configurations name.</param>
    /// <param name="benchmark">The questions.</param>
    /// <param name="configurations">What is to be judged afterwards; of <see cref="EvaluationGrid"/>, say.</param>
    /// <param name="store">Where traces are kept; the caller disposes it.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Is told of every trace, from any thread.</param>
    /// <param name="cancellationToken">Stops the run; what is stored stays.</param>
    /// <returns>The run, ready to be judged.</returns>
    /// <exception cref="ArgumentException">There is no configuration, a configuration names a model that is not given, names do not tell apart, or an option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The store is of another benchmark, seed, model or wording of a question; the positive control failed; or one request after another fails.</exception>
    /// <exception cref="TraceStoreException">The store cannot be written, the disk being full say.</exception>
    public static async Task<EvaluationRun> RunAsync(
        IReadOnlyList<EvaluatedModel> models, Benchmark benchmark, IReadOnlyList<Configuration> configurations, TraceStore store,
        EvaluationOptions? options = null, IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(benchmark);
        ArgumentNullException.ThrowIfNull(configurations);
        ArgumentNullException.ThrowIfNull(store);
        options ??= new EvaluationOptions();
        options.Validate();
        Check(models, configurations);
        var session = new EvaluationSession(benchmark, configurations, store, options, progress);
        store.Begin(new StoredRun { Benchmark = benchmark.Name, Seed = options.Seed, Library = ModelIdentity.Library, CreatedAt = options.TimeProvider.GetUtcNow() });
        foreach (EvaluatedModel model in models) await session.SampleAsync(model, cancellationToken).ConfigureAwait(false);
        return session.ToRun();
    }

    private static void Check(IReadOnlyList<EvaluatedModel> models, IReadOnlyList<Configuration> configurations)
    {
        if (configurations.Count == 0) throw new ArgumentException("There is no configuration to evaluate.", nameof(configurations));
        HashSet<string> names = [.. models.Select(model => model.Name)];
        if (names.Count < models.Count) throw new ArgumentException("Two models have one name; names tell them apart in the store.", nameof(models));
        foreach (Configuration configuration in configurations)
        {
            if (!names.Contains(configuration.Model)) throw new ArgumentException($"No model is called '{configuration.Model}'; there are {string.Join(", ", names)}.", nameof(configurations));
            if (configuration.Scaling.Samples < 1) throw new ArgumentException($"{configuration.Name} asks for {configuration.Scaling.Samples} samples; at least 1 is needed.", nameof(configurations));
        }
    }
}
