using System.Threading.Channels;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;
using Microsoft.Extensions.AI;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

namespace EdgeReasoning.Extensions.AI;

/// <summary>An engine over a chat client: scaling, votes and budgets as far as such a client can honour them.</summary>
internal sealed class ChatClientEngine : IReasoningEngine
{
    private readonly IChatClient _client;
    private readonly ChatClientEngineOptions _options;
    private readonly CancellationTokenSource _disposal = new();
    private readonly BackendIdentity _identity;
    private long _requests = -1;

    public ChatClientEngine(IChatClient client, ChatClientEngineOptions options)
    {
        _client = client;
        _options = options;
        var metadata = client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        _identity = client.GetService(typeof(BackendIdentity)) as BackendIdentity ?? new BackendIdentity
        {
            Library = metadata?.ProviderName ?? client.GetType().Name,
            Version = "unknown",
            Backend = "service",
            Device = metadata?.ProviderUri?.Host ?? "unknown",
        };
    }

    public Task<ReasoningResult> ReasonAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default) =>
        AnswerAsync(prompt, options, publish: null, cancellationToken);

    public IAsyncEnumerable<ReasoningUpdate> StreamAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default) =>
        UpdateStream.Of((updates, _, left) => AnswerAsync(prompt, options, update => updates.TryWrite(update), left), cancellationToken);

    public object? GetService(Type serviceType)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceType.IsInstanceOfType(this)) return this;
        if (serviceType.IsInstanceOfType(_client)) return _client;
        return serviceType == typeof(BackendIdentity) ? _identity : _client.GetService(serviceType);
    }

    public async ValueTask DisposeAsync() => await _disposal.CancelAsync().ConfigureAwait(false);

    private async Task<ReasoningResult> AnswerAsync(ReasoningPrompt prompt, ReasoningOptions? options, Action<ReasoningUpdate>? publish, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ObjectDisposedException.ThrowIf(_disposal.IsCancellationRequested, this);
        options ??= new ReasoningOptions();
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        ulong first = options.Seed ?? (ulong)Interlocked.Increment(ref _requests);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposal.Token);
        var source = new ChatTraceSource(_client, prompt, options, first, _options, publish);
        try
        {
            ScalingOutcome outcome = await options.Scaling.ScaleAsync(source, either.Token).ConfigureAwait(false);
            return Result(source, outcome, options, first);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && _disposal.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(ChatClientEngine));
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested && exception.CancellationToken != cancellationToken)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    private ReasoningResult Result(ChatTraceSource source, ScalingOutcome outcome, ReasoningOptions options, ulong seed)
    {
        Trace[] traces = [.. source.Sampled.OrderBy(trace => trace.Index)];
        return new ReasoningResult
        {
            Chosen = Verdict.Choose(traces, outcome, options.Scaling),
            Traces = traces,
            Vote = outcome,
            Usage = new TokenUsage(traces.Sum(trace => trace.Usage.InputTokens), traces.Sum(trace => trace.Usage.ThinkingTokens), traces.Sum(trace => trace.Usage.AnswerTokens), 0, 0, 0),
            Timing = source.Timing(),
            Seed = seed,
            Identity = _identity,
        };
    }
}
