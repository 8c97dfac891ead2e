using EdgeReasoning.Traces;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using EdgeReasoning.Inference;
using EdgeReasoning.Inference.Sampling;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning.Scheduling;
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
    private readonly SamplerWorkspace _workspace;
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
        _workspace = new SamplerWorkspace(model.Info.VocabularySize);
        // Last of what can fail: nobody would dispose it.
        _context = model.CreateContext(new ContextOptions
        {
            SequenceTokens = _options.SequenceTokens,
            MaxSequences = _options.MaxParallelTraces,
            MaxBatchTokens = Math.Max(_options.MaxBatchTokens, _options.MaxParallelTraces),
            CapacityTokens = _options.CapacityTokens,
            Layout = _options.Layout ?? KvLayoutRule.Choose(_options.ExpectedPromptTokens, _options.ExpectedReplyTokens, _options.MaxParallelTraces),
        });
        _scheduler = new Scheduler(model, _context, _options, PhaseMarkers.Of(_prompts.Format), _logger);
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
        Job job = Accept(prompt, options, updates: null, cancellationToken);
        using CancellationTokenRegistration registration = Submit(job, cancellationToken);
        JobOutcome outcome = await job.Completion.ConfigureAwait(false);
        return Verdict.Of(job, [.. outcome.Traces.Select(trace => Verdict.Extract(trace, job.Options))], outcome.Timing, Identity);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReasoningUpdate> StreamAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var updates = Channel.CreateUnbounded<ReasoningUpdate>(new UnboundedChannelOptions { SingleReader = true });
        Job job = Accept(prompt, options, updates.Writer, cancellationToken);
        using CancellationTokenRegistration registration = Submit(job, cancellationToken);
        try
        {
            var traces = new Trace[job.Options.Samples];
            await foreach (ReasoningUpdate update in updates.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                if (update.Trace is { } trace) traces[trace.Index] = Verdict.Extract(trace, job.Options);
                yield return update.Trace is null ? update : update with { Trace = traces[update.TraceIndex] };
            }
            JobOutcome outcome = await job.Completion.ConfigureAwait(false);
            ReasoningResult result = Verdict.Of(job, traces, outcome.Timing, Identity);
            yield return new ReasoningUpdate { Kind = ReasoningUpdateKind.Finished, TraceIndex = result.Chosen.Index, Result = result };
        }
        finally
        {
            // The caller may have left the loop early, or been thrown out of it.
            Abandon(job, cancellationToken);
        }
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
        _context.Dispose();
        if (_ownsModel) _model.Dispose();
    }

    private Job Accept(ReasoningPrompt prompt, ReasoningOptions? options, ChannelWriter<ReasoningUpdate>? updates, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        options ??= new ReasoningOptions();
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        long enqueuedAt = _options.TimeProvider.GetTimestamp();

        BuiltPrompt built = prompt.RawText is { } raw ? _prompts.Raw(raw) : _prompts.Build(prompt.Messages, new PromptOptions
        {
            Thinking = options.Think,
            Variables = options.TemplateVariables,
            TimeProvider = _options.TimeProvider,
        });
        Log.PromptText(_logger, built.Text);
        int[] tokens = _model.Tokenize(built.Text, built.AddSpecial, parseSpecial: true);
        int room = _context.Limits.SequenceTokens - tokens.Length;
        if (tokens.Length == 0)
            throw new ArgumentException("The prompt has no token that the model knows.", nameof(prompt));
        if (room < 1)
            throw new ArgumentException($"The prompt has {tokens.Length} tokens; a sequence holds {_context.Limits.SequenceTokens}, and the reply needs at least one. Shorten the prompt, or raise {nameof(ReasoningEngineOptions)}.{nameof(ReasoningEngineOptions.SequenceTokens)}.", nameof(prompt));

        ulong seed = options.Seed ?? SplitMix64.At(_options.Seed, (ulong)Interlocked.Increment(ref _requests));
        int limit = Math.Min(options.MaxTokens ?? room, room);
        Log.RequestAccepted(_logger, tokens.Length, options.Samples, limit, seed);
        var sampler = new Sampler(options.Sampling, _model.Info.VocabularySize, seed, _workspace);
        if (options.Sampling.RepetitionPenalty != 1)
        {
            foreach (int token in tokens.AsSpan(Math.Max(0, tokens.Length - options.Sampling.PenaltyWindow))) sampler.Accept(token);
        }
        return new Job(options, updates)
        {
            Prompt = tokens,
            StartsInThinking = built.StartsInThinking,
            MaxTokens = limit,
            Seed = seed,
            Sampler = sampler,
            EnqueuedAt = enqueuedAt,
        };
    }

    private CancellationTokenRegistration Submit(Job job, CancellationToken cancellationToken)
    {
        _scheduler.Submit(job);
        return cancellationToken.UnsafeRegister(static (state, token) =>
        {
            var (engine, job) = ((ReasoningEngine, Job))state!;
            engine.Abandon(job, token);
        }, (this, job));
    }

    private void Abandon(Job job, CancellationToken cancellationToken)
    {
        if (job.Completion.IsCompleted) return;
        job.Abandon(cancellationToken);
        _scheduler.Wake();
    }
}
