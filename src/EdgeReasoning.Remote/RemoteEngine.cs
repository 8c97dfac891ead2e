using System.Threading.Channels;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Inference.Sampling;
using EdgeReasoning.Performance;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Remote.Endpoints;
using EdgeReasoning.Remote.Traces;
using EdgeReasoning.Scaling;

namespace EdgeReasoning.Remote;

/// <summary>The engine over OpenAI-compatible servers: they decode, and votes, budgets and answers are dealt with as over a model of one's own.</summary>
/// <remarks>
/// <para><b>Traces.</b> Each is a streamed request of its own: one that is outvoted is broken off, which has a server stop decoding it. They are numbered and
/// seeded as by the local engine; whether a seed gives the same again is the server's to say.</para>
/// <para><b>Budgets.</b> What the server has a switch for it keeps (<see cref="RemoteDialect"/>). Where it has none, thinking is cut from here and continued with its
/// closing marker. What it can neither is refused, and so is a policy that watches every token.</para>
/// <para><b>Counts.</b> Tokens are the server's where it tells them; of a reply that was cut, the pieces that came. <see cref="EdgeReasoning.Traces.Trace.Tokens"/> is empty: servers send text.</para>
/// <para><b>Errors.</b> Statuses 408, 409, 425, 429 and 5xx, connections that fail, replies that break off and such that are no JSON are tried again, elsewhere where another
/// server is well. A streamed reply of which something was shown is not.</para>
/// <para><b>Identity.</b> <see cref="BackendIdentity.Device"/> is <see cref="RemoteEngineOptions.Device"/>, or names the servers, whatever their order. Of their devices'
/// state nothing is known, and nothing of this machine's is told instead.</para>
/// <para>Safe to call from several threads at once.</para>
/// </remarks>
public sealed class RemoteEngine : IReasoningEngine
{
    private static readonly DeviceState Unknown = new();

    private readonly RemoteEngineOptions _options;
    private readonly EndpointPool _pool;
    private readonly SemaphoreSlim _turns;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ModelInfo _model;
    private readonly BackendIdentity _identity;
    private long _requests = -1;

    /// <summary>Makes an engine; nothing is asked of a server yet.</summary>
    /// <param name="options">Which servers, and how.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public RemoteEngine(RemoteEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _pool = new EndpointPool(options);
        _turns = new SemaphoreSlim(options.MaxParallelTraces);
        _model = new ModelInfo { Name = options.Model, Architecture = "remote", VocabularySize = 0 };
        string device = options.Device ?? string.Join(", ", options.Endpoints.Select(endpoint => endpoint.Url.Authority).Order(StringComparer.Ordinal));
        _identity = new BackendIdentity { Library = options.Dialect.Name, Version = "unknown", Backend = "remote", Device = device };
    }

    /// <inheritdoc/>
    /// <exception cref="RemoteException">A server has refused the request, or all attempts at it have failed.</exception>
    public async Task<ReasoningResult> ReasonAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default)
    {
        (RemoteRequest request, RemotePlan plan) = Accept(prompt, options, null, cancellationToken);
        return await AnswerAsync(request, plan, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="RemoteException">A server has refused the request, or all attempts at it have failed.</exception>
    public IAsyncEnumerable<ReasoningUpdate> StreamAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default) =>
        UpdateStream.Of((updates, caller, left) =>
        {
            (RemoteRequest request, RemotePlan plan) = Accept(prompt, options, updates, caller);
            return AnswerAsync(request, plan, left);
        }, cancellationToken);

    /// <inheritdoc/>
    public object? GetService(Type serviceType)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceType.IsInstanceOfType(this)) return this;
        if (serviceType == typeof(ModelInfo)) return _model;
        if (serviceType == typeof(BackendIdentity)) return _identity;
        if (serviceType == typeof(DeviceState)) return Unknown;
        return serviceType == typeof(ThinkingFormat) ? _options.Thinking : null;
    }

    /// <summary>Fails the requests under way with <see cref="ObjectDisposedException"/>; the servers end them.</summary>
    public async ValueTask DisposeAsync() => await _disposed.CancelAsync().ConfigureAwait(false);

    private (RemoteRequest Request, RemotePlan Plan) Accept(ReasoningPrompt prompt, ReasoningOptions? options, ChannelWriter<ReasoningUpdate>? updates, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        options ??= new ReasoningOptions();
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        RemotePlan plan = RemotePlan.Of(prompt, options, options.Budget, _options, _model);
        ulong seed = options.Seed ?? SplitMix64.At(_options.Seed, (ulong)Interlocked.Increment(ref _requests));
        return (new RemoteRequest(prompt, options, seed, _options.TimeProvider, updates), plan);
    }

    private async Task<ReasoningResult> AnswerAsync(RemoteRequest request, RemotePlan plan, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        var source = new RemoteTraceSource(_options, _pool, _turns, request, budget => RemotePlan.Of(request.Prompt, request.Options, budget, _options, _model), plan, either.Token);
        try
        {
            ScalingOutcome outcome = await request.Options.Scaling.ScaleAsync(source, either.Token).ConfigureAwait(false);
            return RemoteVerdict.Of(request, source.Sampled, outcome, _identity);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
            throw;
        }
    }
}
