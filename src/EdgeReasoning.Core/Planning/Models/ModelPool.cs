using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Planning;

/// <summary>Keeps models loaded within a limit of memory.</summary>
/// <remarks>
/// <para>A model is loaded once, however many requests want it. One that fails to load fails the requests that wait for it, and is tried again by the next.</para>
/// <para>Where there is no room, those least recently used make it: idle ones first, then busy ones, which take no new requests and go when their
/// last one ends. Loads that need room go in the order in which they were asked for, so none waits forever; requests for what is loaded do not wait for them.</para>
/// </remarks>
internal sealed class ModelPool : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Residency> _resident = new(StringComparer.Ordinal);
    private readonly HashSet<Residency> _leaving = [];
    private readonly Dictionary<string, TimeSpan> _loadTimes = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _line = new();
    private readonly CancellationTokenSource _disposing = new();
    private readonly CancellationToken _disposed;
    private readonly IReadOnlyDictionary<string, PlannedModel> _models;
    private readonly long _limit;
    private readonly TimeProvider _time;
    private TaskCompletionSource _changed = NewSignal();
    private Task? _disposal;
    private long _taken, _uses;

    public ModelPool(IReadOnlyDictionary<string, PlannedModel> models, long? memoryBytes, TimeProvider time)
        => (_models, _limit, _time, _disposed) = (models, memoryBytes ?? long.MaxValue, time, _disposing.Token);

    /// <summary>Bytes taken by what is loaded, being loaded, or being unloaded.</summary>
    public long TakenBytes
    {
        get
        {
            lock (_gate) return _taken;
        }
    }

    /// <summary>Seconds until a model can be used, as far as known: a first load, and the wait for others' requests, count as none.</summary>
    public double WaitSeconds(string name)
    {
        lock (_gate)
        {
            Residency? residency = _resident.GetValueOrDefault(name);
            if (residency is { IsReady: true, IsDraining: false } || !_loadTimes.TryGetValue(name, out TimeSpan load)) return 0;
            if (residency is { IsDraining: false }) load -= _time.GetElapsedTime(residency.StartedAt);
            return Math.Max(0, load.TotalSeconds);
        }
    }

    /// <summary>The use of the model that was used last, if one is loaded.</summary>
    public EngineLease? TryAcquireLatest()
    {
        lock (_gate)
        {
            if (_disposal is not null) return null;
            Residency? latest = _resident.Values.Where(residency => residency is { IsReady: true, IsDraining: false }).MaxBy(residency => residency.LastUsed);
            if (latest is null) return null;
            latest.Users++;
            return new EngineLease(this, latest, latest.Load.Result);
        }
    }

    /// <summary>The use of a model, which is loaded where it is not.</summary>
    /// <exception cref="ObjectDisposedException">The pool is disposed, or was while this waited.</exception>
    public async Task<EngineLease> AcquireAsync(string name, CancellationToken cancellationToken)
    {
        LinkedListNode<string>? place = null;
        try
        {
            while (true)
            {
                Residency? residency;
                Task changed;
                lock (_gate)
                {
                    ObjectDisposedException.ThrowIf(_disposal is not null, typeof(PlannedEngine));
                    cancellationToken.ThrowIfCancellationRequested();
                    residency = Join(name) ?? Start(name, place ??= _line.AddLast(name));
                    if (residency is not null) Leave(place);
                    changed = _changed.Task;
                }

                if (residency is not null) return await UseAsync(residency, cancellationToken).ConfigureAwait(false);
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            lock (_gate) Leave(place);
        }
    }

    /// <summary>Ends a use.</summary>
    public void Release(Residency residency)
    {
        lock (_gate)
        {
            residency.Users--;
            UnloadIfUnused(residency);
        }
    }

    /// <summary>Cancels what is being loaded, and disposes every engine, also those in use; their requests fail.</summary>
    public async ValueTask DisposeAsync()
    {
        Task disposal;
        lock (_gate)
        {
            disposal = _disposal ??= Task.Run(DisposeAllAsync);
            Signal();
        }

        await disposal.ConfigureAwait(false);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<EngineLease> UseAsync(Residency residency, CancellationToken cancellationToken)
    {
        try
        {
            if (residency.IsReady) return new EngineLease(this, residency, await residency.Load.ConfigureAwait(false));
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed);
            return new EngineLease(this, residency, await residency.Load.WaitAsync(either.Token).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            Release(residency);
            if (exception is OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, typeof(PlannedEngine));
            }

            throw;
        }
    }

    private Residency? Join(string name)
    {
        if (!_resident.TryGetValue(name, out Residency? residency) || residency.IsDraining) return null;
        residency.Users++;
        residency.LastUsed = ++_uses;
        return residency;
    }

    private Residency? Start(string name, LinkedListNode<string> place)
    {
        PlannedModel model = _models[name];
        if (_line.First != place || _resident.ContainsKey(name) || !MakeRoom(model.MemoryBytes)) return null;
        _taken += model.MemoryBytes;
        var residency = new Residency(model, _time.GetTimestamp()) { Users = 1, LastUsed = ++_uses };
        _resident.Add(name, residency);
        residency.Load = Task.Run(() => LoadAsync(residency));
        return residency;
    }

    private async Task<IReasoningEngine> LoadAsync(Residency residency)
    {
        try
        {
            IReasoningEngine engine = await residency.Model.LoadAsync(_disposed).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"The loader of '{residency.Model.Name}' gave null; it must give an engine.");
            lock (_gate) _loadTimes[residency.Model.Name] = _time.GetElapsedTime(residency.StartedAt);
            return engine;
        }
        catch (Exception)
        {
            lock (_gate) Remove(residency);
            throw;
        }
    }

    /// <summary>Whether there is room now; where not, has enough models make it.</summary>
    private bool MakeRoom(long bytes)
    {
        if (_taken <= _limit - bytes) return true;
        long coming = _limit - _taken + _leaving.Sum(residency => residency.Model.MemoryBytes);
        foreach (Residency victim in _resident.Values.Where(residency => !_leaving.Contains(residency)).OrderBy(residency => residency.Users > 0).ThenBy(residency => residency.LastUsed).ToArray())
        {
            if (coming >= bytes) break;
            coming += victim.Model.MemoryBytes;
            victim.IsDraining = true;
            _leaving.Add(victim);
            UnloadIfUnused(victim);
        }

        return false;
    }

    private void UnloadIfUnused(Residency residency)
    {
        if (residency is { IsDraining: true, Users: 0, Unload: null } && _disposal is null) residency.Unload = Task.Run(() => UnloadAsync(residency));
    }

    private async Task UnloadAsync(Residency residency)
    {
        await DisposeEngineAsync(residency).ConfigureAwait(false);
        lock (_gate) Remove(residency);
    }

    private void Remove(Residency residency)
    {
        // A load that failed while it was to be unloaded is gone already.
        if (_resident.GetValueOrDefault(residency.Model.Name) != residency) return;
        _resident.Remove(residency.Model.Name);
        _leaving.Remove(residency);
        _taken -= residency.Model.MemoryBytes;
        Signal();
    }

    private void Leave(LinkedListNode<string>? place)
    {
        if (place?.List is null) return;
        _line.Remove(place);
        Signal();
    }

    private void Signal()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }

    private async Task DisposeAllAsync()
    {
        await _disposing.CancelAsync().ConfigureAwait(false);
        Residency[] all;
        lock (_gate) all = [.. _resident.Values];
        await Task.WhenAll(all.Select(residency => residency.Unload ?? UnloadAsync(residency))).ConfigureAwait(false);
        _disposing.Dispose();
    }

    private static async Task DisposeEngineAsync(Residency residency)
    {
        try
        {
            IReasoningEngine engine = await residency.Load.ConfigureAwait(false);
            await engine.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // A load that failed has told those who waited for it; an engine that fails to end has nobody to tell, and its memory counts as gone.
        }
    }
}
