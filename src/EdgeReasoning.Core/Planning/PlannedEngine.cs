using System.Runtime.CompilerServices;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;

namespace EdgeReasoning.Planning;

/// <summary>An engine that makes a plan for every request, by its deadline and its prompt, and has it answered by the model and configuration of that plan.</summary>
/// <remarks>
/// <para><b>Deadlines.</b> A request has the latency of its constraints, or the deadline in its own budget where that is earlier. It counts from the call: the loading of a
/// model and the wait for memory are part of it. What is left then is a hard deadline of the reply (<see cref="DeadlineExtensions"/>), which ends it with an answer even
/// where the prediction was wrong. A model whose loading would break the deadline is not chosen; how long loading takes is known from the first time on.</para>
/// <para><b>Options of a request.</b> Its budget holds beside the plan's. A scaling policy other than <see cref="ScalingPolicies.Single"/>, and sampling other than the
/// default, take the place of the plan's; what the plan predicts then holds no longer. Seed, extractor and template variables are the request's.</para>
/// <para><b>Models.</b> They are loaded when first wanted, once for all who wait, and stay loaded within the limit of memory; those least recently used make room when
/// nobody uses them. Safe to call from several threads at once. Disposing cancels loads, fails the requests under way with <see cref="ObjectDisposedException"/>, and
/// disposes every engine.</para>
/// </remarks>
public sealed class PlannedEngine : IReasoningEngine
{
    private static readonly SamplingOptions DefaultSampling = new();
    private static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(1);

    private readonly Dictionary<string, Planner> _byModel;
    private readonly PlannedEngineOptions _options;
    private readonly ModelPool _pool;

    internal PlannedEngine(Planner planner, IEnumerable<PlannedModel> models, PlannedEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(models);
        options.Validate();
        var byName = new Dictionary<string, PlannedModel>(StringComparer.Ordinal);
        foreach (PlannedModel model in models)
        {
            ArgumentNullException.ThrowIfNull(model, nameof(models));
            ArgumentNullException.ThrowIfNull(model.LoadAsync, nameof(models));
            if (model.MemoryBytes <= 0) throw new ArgumentOutOfRangeException(nameof(models), model.MemoryBytes, $"'{model.Name}' takes memory: give the bytes that it takes while it is loaded.");
            if (model.MemoryBytes > options.MemoryBytes) throw new ArgumentException($"'{model.Name}' takes {model.MemoryBytes} bytes, and all models together may take {options.MemoryBytes}. Raise the limit, or leave the model out.", nameof(models));
            if (!byName.TryAdd(model.Name, model)) throw new ArgumentException($"Two models are named '{model.Name}'; give each the name that its configurations have.", nameof(models));
        }

        Planner = planner.Of(byName.ContainsKey) ?? throw new ArgumentException(
            $"No configuration is of a model that was given. Models: {string.Join(", ", byName.Keys)}; configurations are of {string.Join(", ", planner.Results.Select(result => result.Configuration.Model).Distinct())}.", nameof(models));
        _byModel = Planner.Results.Select(result => result.Configuration.Model).Distinct().ToDictionary(name => name, name => Planner.Of(model => model == name)!, StringComparer.Ordinal);
        _options = options;
        _pool = new ModelPool(byName, options.MemoryBytes, options.TimeProvider);
    }

    /// <summary>What chooses: the configurations of the models that were given.</summary>
    public Planner Planner { get; }

    /// <summary>Bytes of the models that are loaded, being loaded, or being unloaded.</summary>
    public long LoadedBytes => _pool.TakenBytes;

    /// <inheritdoc/>
    /// <exception cref="InfeasiblePlanException">Nothing keeps the constraints, and <see cref="PlannedEngineOptions.RefusesInfeasible"/> is set.</exception>
    public async Task<ReasoningResult> ReasonAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default)
        => (await ReasonWithinAsync(prompt, _options.Constraints, options, cancellationToken).ConfigureAwait(false)).Result;

    /// <summary>Answers a question within constraints of its own, and tells the plan.</summary>
    /// <param name="prompt">The question, a conversation, or raw text; a string converts to a question.</param>
    /// <param name="constraints">What the answer may cost, in place of <see cref="PlannedEngineOptions.Constraints"/>.</param>
    /// <param name="options">What else is to hold; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the prompt does not fit into the context.</exception>
    /// <exception cref="InfeasiblePlanException">Nothing keeps the constraints, and <see cref="PlannedEngineOptions.RefusesInfeasible"/> is set.</exception>
    public async Task<PlannedResult> ReasonWithinAsync(ReasoningPrompt prompt, Constraints constraints, ReasoningOptions? options = null, CancellationToken cancellationToken = default)
    {
        using PlannedRequest request = await PrepareAsync(prompt, constraints, options, cancellationToken).ConfigureAwait(false);
        return new PlannedResult(request.Plan, await request.Lease.Engine.ReasonAsync(prompt, request.Options, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    /// <exception cref="InfeasiblePlanException">Nothing keeps the constraints, and <see cref="PlannedEngineOptions.RefusesInfeasible"/> is set.</exception>
    public async IAsyncEnumerable<ReasoningUpdate> StreamAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (PlannedUpdate planned in StreamWithinAsync(prompt, _options.Constraints, options, cancellationToken).ConfigureAwait(false)) yield return planned.Update;
    }

    /// <summary>Answers a question within constraints of its own, piece by piece, and tells the plan with each. Of a vote, the pieces are those of all traces.</summary>
    /// <param name="prompt">The question, a conversation, or raw text; a string converts to a question.</param>
    /// <param name="constraints">What the answer may cost, in place of <see cref="PlannedEngineOptions.Constraints"/>.</param>
    /// <param name="options">What else is to hold; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the prompt does not fit into the context.</exception>
    /// <exception cref="InfeasiblePlanException">Nothing keeps the constraints, and <see cref="PlannedEngineOptions.RefusesInfeasible"/> is set.</exception>
    public async IAsyncEnumerable<PlannedUpdate> StreamWithinAsync(
        ReasoningPrompt prompt, Constraints constraints, ReasoningOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using PlannedRequest request = await PrepareAsync(prompt, constraints, options, cancellationToken).ConfigureAwait(false);
        await foreach (ReasoningUpdate update in request.Lease.Engine.StreamAsync(prompt, request.Options, cancellationToken).ConfigureAwait(false))
            yield return new PlannedUpdate(request.Plan, update);
    }

    /// <summary>Finds the <see cref="Planning.Planner"/>, or what is known of the model that was used last: its <see cref="ModelInfo"/>, <see cref="ThinkingFormat"/> or
    /// <see cref="BackendIdentity"/>. Anything else of a model is null, because it would not outlive the model's unloading.</summary>
    /// <param name="serviceType">The type asked for.</param>
    public object? GetService(Type serviceType)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceType.IsInstanceOfType(this)) return this;
        if (serviceType == typeof(Planner)) return Planner;
        if (serviceType != typeof(ModelInfo) && serviceType != typeof(ThinkingFormat) && serviceType != typeof(BackendIdentity)) return null;
        using EngineLease? latest = _pool.TryAcquireLatest();
        return latest?.Engine.GetService(serviceType);
    }

    /// <summary>Cancels loads, fails the requests under way, and disposes every engine. Waits for loads that do not heed their token.</summary>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private async Task<PlannedRequest> PrepareAsync(ReasoningPrompt prompt, Constraints constraints, ReasoningOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(constraints);
        options ??= new ReasoningOptions();
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        long start = _options.TimeProvider.GetTimestamp();
        if (options.Budget.EarliestDeadline is { } deadline && !(constraints.Latency < deadline)) constraints = constraints with { Latency = deadline };

        (int? promptTokens, IReasoningEngine? counter) = CountTokens(prompt, options);
        Plan plan = Planner.Choose(constraints, promptTokens, _pool.WaitSeconds);
        string model = Take(plan).Result.Configuration.Model;
        EngineLease lease = await _pool.AcquireAsync(model, cancellationToken).ConfigureAwait(false);
        try
        {
            if (lease.Engine != counter) promptTokens = CountTokens(lease.Engine, prompt, options) ?? promptTokens;
            plan = PlanAnew(plan, lease.Model.Name, promptTokens, start);
            PlanCandidate used = Take(plan);
            _options.OnPlanned?.Invoke(plan);
            return new PlannedRequest(plan, lease, Combine(options, used, TimeLeft(constraints, start)));
        }
        catch (Exception)
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>The plan itself, unless its model has counted another prompt than was planned for, or was waited for: then one for that model and the time left.</summary>
    private Plan PlanAnew(Plan plan, string model, int? promptTokens, long start)
    {
        TimeSpan? left = TimeLeft(plan.Constraints, start);
        bool hasWaited = left < 0.99 * plan.Constraints.Latency;
        return promptTokens == plan.PromptTokens && !hasWaited ? plan
            : _byModel[model].Choose(hasWaited ? plan.Constraints with { Latency = left } : plan.Constraints, promptTokens);
    }

    private PlanCandidate Take(Plan plan) => plan.Choice ?? (_options.RefusesInfeasible ? throw new InfeasiblePlanException(plan) : plan.Alternatives[0]);

    private TimeSpan? TimeLeft(Constraints constraints, long start)
    {
        TimeSpan? left = constraints.Latency - _options.TimeProvider.GetElapsedTime(start);
        return left < LeastTime ? LeastTime : left;
    }

    private static ReasoningOptions Combine(ReasoningOptions options, PlanCandidate used, TimeSpan? left)
    {
        Evaluation.Configuration configuration = used.Result.Configuration;
        TokenBudget budget = configuration.Budget.Budget.And(options.Budget);
        return options with
        {
            Budget = left is { } time ? budget.Deadline(time) : budget,
            Scaling = ReferenceEquals(options.Scaling, ScalingPolicies.Single) ? configuration.Scaling.Policy : options.Scaling,
            Sampling = options.Sampling == DefaultSampling ? configuration.Sampling : options.Sampling,
        };
    }

    /// <summary>Tokens of a prompt by the model that was used last, and its engine.</summary>
    private (int? PromptTokens, IReasoningEngine? Counter) CountTokens(ReasoningPrompt prompt, ReasoningOptions options)
    {
        using EngineLease? latest = _pool.TryAcquireLatest();
        return latest is null ? (null, null) : (CountTokens(latest.Engine, prompt, options), latest.Engine);
    }

    /// <summary>Tokens of a prompt; null where the engine cannot tell, or where it refuses the prompt, which it then says itself when it is asked.</summary>
    private static int? CountTokens(IReasoningEngine engine, ReasoningPrompt prompt, ReasoningOptions options)
    {
        try
        {
            return (engine.GetService(typeof(ReasoningEngine)) as ReasoningEngine)?.Describe(prompt, options).PromptTokens;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or TemplateException or ObjectDisposedException)
        {
            return null;
        }
    }
}
