using System.Runtime.CompilerServices;
using EdgeReasoning.Reasoning;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

namespace EdgeReasoning.Extensions.AI;

/// <summary>An engine that is loaded when it is first wanted, once for all who wait, and disposed with its container.</summary>
/// <remarks>A request that is cancelled leaves the load to the others. A load that fails fails those who wait for it; the next request tries again.</remarks>
internal sealed class SharedEngine(Func<CancellationToken, Task<IReasoningEngine>> load) : IReasoningEngine, IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _disposal = new();
    private Task<IReasoningEngine>? _loading;
    private bool _disposed;

    /// <summary>The load under way or done; null before the first.</summary>
    public Task<IReasoningEngine>? Loading
    {
        get
        {
            lock (_lock) return _loading;
        }
    }

    public async Task<IReasoningEngine> LoadAsync(CancellationToken cancellationToken)
    {
        Task<IReasoningEngine> loading;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_loading is null or { IsFaulted: true } or { IsCanceled: true }) _loading = Task.Run(() => load(_disposal.Token), CancellationToken.None);
            loading = _loading;
        }

        try
        {
            return await loading.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(IReasoningEngine));
        }
    }

    public async Task<ReasoningResult> ReasonAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default)
    {
        IReasoningEngine engine = await LoadAsync(cancellationToken).ConfigureAwait(false);
        return await engine.ReasonAsync(prompt, options, cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<ReasoningUpdate> StreamAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReasoningEngine engine = await LoadAsync(cancellationToken).ConfigureAwait(false);
        await foreach (ReasoningUpdate update in engine.StreamAsync(prompt, options, cancellationToken).ConfigureAwait(false)) yield return update;
    }

    /// <summary>What the loaded engine has; null before it is loaded.</summary>
    public object? GetService(Type serviceType)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceType.IsInstanceOfType(this)) return this;
        return Loading is { IsCompletedSuccessfully: true } loaded ? loaded.Result.GetService(serviceType) : null;
    }

    public async ValueTask DisposeAsync()
    {
        Task<IReasoningEngine>? loading;
        lock (_lock)
        {
            if (_disposed) return;
            _disposed = true;
            loading = _loading;
        }

        await _disposal.CancelAsync().ConfigureAwait(false);
        if (loading is null) return;
        IReasoningEngine engine;
        try
        {
            engine = await loading.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Whoever waited for it was told.
            return;
        }

        await engine.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The same, for containers that are not disposed asynchronously.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
