using System.Threading.Channels;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Inference.Sampling;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning.Scheduling;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeReasoning.Reasoning;

/// <summary>The engine over an <see cref="IInferenceModel"/>: renders prompts, decodes the traces of all requests in one batch, splits thinking from answer.</summary>
/// <remarks>Makes one context and decodes on one thread of its own. Safe to call from several threads at once.</remarks>
public sealed class ReasoningEngine : IReasoningEngine
{
    private readonly IInferenceModel _model;
    private readonly IInferenceContext _context;
    private readonly bool _ownsModel;
    private readonly ReasoningEngineOptions _options;
    private readonly Scheduler _scheduler;
    private readonly PromptBuilder _prompts;
    private readonly RequestCompiler _compiler;
    private readonly ILogger _logger;
    private long _requests = -1;
    private int _disposed;

    /// <summary>Makes an engine with a context of its own.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How it is set up; null for the defaults.</param>
    /// <param name="ownsModel">Whether disposing the engine disposes the model.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="TemplateException">The chat template, the model's own or that of the options, cannot be parsed.</exception>
    /// <exception cref="InsufficientMemoryException">The context does not fit into memory.</exception>
    public ReasoningEngine(IInferenceModel model, ReasoningEngineOptions? options = null, bool ownsModel = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        _options = options ?? new ReasoningEngineOptions();
        _options.Validate();
        _model = model;
        _ownsModel = ownsModel;
        _logger = _options.LoggerFactory is { } loggers ? new GuardedLogger(loggers.CreateLogger<ReasoningEngine>()) : NullLogger.Instance;
        _prompts = PromptBuilder.For(model.Info, text => model.Tokenize(text, addSpecial: false, parseSpecial: true).Length == 1, _options.ChatTemplate, _options.Thinking);
        var workspace = new SamplerWorkspace(model.Info.VocabularySize);
        // Last of what can fail: nobody would dispose it.
        _context = model.CreateContext(new ContextOptions
        {
            SequenceTokens = _options.SequenceTokens,
            MaxSequences = _options.MaxParallelTraces,
            MaxBatchTokens = Math.Max(_options.MaxBatchTokens, _options.MaxParallelTraces),
            CapacityTokens = _options.CapacityTokens,
            Layout = _options.Layout ?? KvLayoutRule.Choose(_options.ExpectedPromptTokens, _options.ExpectedReplyTokens, _options.MaxParallelTraces),
        });
        _compiler = new RequestCompiler(model, _prompts, _context.Limits, _options, workspace, _logger);
        _scheduler = new Scheduler(model, _context, _options, PhaseMarkers.Of(_prompts.Format), workspace, _logger);
        Log.EngineReady(_logger, model.Info.Name, _context.Identity, _context.Limits.MaxSequences, _context.Limits.SequenceTokens, _prompts.Format.Family);
    }

    /// <summary>What decodes: library, version, device.</summary>
    public BackendIdentity Identity => _context.Identity;

    /// <summary>How much fits into the engine's context.</summary>
    public ContextLimits Limits => _context.Limits;

    /// <summary>The model's thinking markers and habits, as found or given.</summary>
    public ThinkingFormat Thinking => _prompts.Format;

    /// <summary>Sequences and cells that nobody uses: all there are when the engine is idle.</summary>
    internal (int Sequences, int Cells) Unused => _scheduler.Unused;

    /// <inheritdoc/>
    public async Task<ReasoningResult> ReasonAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default)
    {
        (Request request, CompiledPrompt compiled) = Accept(prompt, options, updates: null, cancellationToken);
        return await AnswerAsync(request, compiled, prompt, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ReasoningUpdate> StreamAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default)
    {
        // Refused like everything else: from the loop.
        ToolReplies? tools = null;
        IAsyncEnumerable<ReasoningUpdate> updates = UpdateStream.Of((updates, caller, left) =>
        {
            (Request request, CompiledPrompt compiled) = Accept(prompt, options, updates, caller);
            tools = compiled.Tools;
            return AnswerAsync(request, compiled, prompt, left);
        }, cancellationToken);
        return options?.Tools is null ? updates : ToolUpdates.Of(updates, () => tools!, cancellationToken);
    }

    /// <summary>Tells what the budget of a request would do to it, without running it: what goes into the prompt, the limits, the tokens that
    /// fit into a deadline, and what would be refused.</summary>
    /// <param name="prompt">What would be asked.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="parallelTraces">Traces that the scaling policy would ask for at once, from 1: the more, the slower each. Default 1.</param>
    /// <exception cref="ArgumentException">The prompt does not fit, or an option is out of its range.</exception>
    public BudgetDescription Describe(ReasoningPrompt prompt, ReasoningOptions? options = null, int parallelTraces = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelTraces, 1);
        ArgumentNullException.ThrowIfNull(prompt);
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        options ??= new ReasoningOptions();
        options.Validate();
        return _compiler.Describe(prompt, options, parallelTraces);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceType.IsInstanceOfType(this)) return this;
        if (serviceType.IsInstanceOfType(_model)) return _model;
        if (serviceType == typeof(ModelInfo)) return _model.Info;
        if (serviceType == typeof(BackendIdentity)) return Identity;
        return serviceType == typeof(ThinkingFormat) ? Thinking : null;
    }

    /// <summary>Fails the requests under way with <see cref="ObjectDisposedException"/>, waits for the decode call under way, and frees the context.</summary>
    public async ValueTask DisposeAsync()
    {
        bool first = Interlocked.Exchange(ref _disposed, 1) == 0;
        _scheduler.Stop();
        await _scheduler.Stopped.ConfigureAwait(false);
        if (!first) return;
        _compiler.Dispose();
        _context.Dispose();
        if (_ownsModel) _model.Dispose();
    }

    private (Request Request, CompiledPrompt Prompt) Accept(ReasoningPrompt prompt, ReasoningOptions? options, ChannelWriter<ReasoningUpdate>? updates, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        options ??= new ReasoningOptions();
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        long enqueuedAt = _options.TimeProvider.GetTimestamp();
        CompiledPrompt compiled = _compiler.Compile(prompt, options);
        ulong seed = options.Seed ?? SplitMix64.At(_options.Seed, (ulong)Interlocked.Increment(ref _requests));
        // Refuses what only the vocabulary can tell, such as a bias of an unknown token.
        _compiler.SamplerFor(compiled, seed);
        Log.RequestAccepted(_logger, compiled.Tokens.Length, compiled.MaxTokens, seed);
        return (new Request(options, seed, enqueuedAt, updates), compiled);
    }

    private async Task<ReasoningResult> AnswerAsync(Request request, CompiledPrompt compiled, ReasoningPrompt prompt, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static (state, token) =>
        {
            var (engine, request) = ((ReasoningEngine, Request))state!;
            request.Fail(new OperationCanceledException(token));
            engine._scheduler.Wake();
        }, (this, request));
        try
        {
            var source = new TraceSource(request, compiled, _compiler, prompt, _scheduler, _options.TimeProvider);
            ScalingOutcome outcome = await request.Options.Scaling.ScaleAsync(source, cancellationToken).ConfigureAwait(false);
            ReasoningTiming timing = TraceStepper.Timing(request, _options.TimeProvider, _options.TimeProvider.GetTimestamp());
            return Verdict.Of(request, source, outcome, timing, Identity);
        }
        finally
        {
            request.Close();
            _scheduler.Wake();
        }
    }
}
