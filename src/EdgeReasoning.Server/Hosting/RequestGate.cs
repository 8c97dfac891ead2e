namespace EdgeReasoning.Server.Hosting;

/// <summary>Lets so many requests run at once, so many more wait their turn, and refuses the others.</summary>
internal sealed class RequestGate(int running, int waiting) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(running, running);
    private int _inside;

    /// <summary>Requests that are being answered.</summary>
    public int Running => running - _turns.CurrentCount;

    /// <summary>Requests that wait for their turn.</summary>
    public int Waiting => Math.Max(0, Volatile.Read(ref _inside) - Running);

    /// <summary>Waits for a turn.</summary>
    /// <exception cref="ApiException">Too many wait already.</exception>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _inside) > running + waiting)
        {
            Interlocked.Decrement(ref _inside);
            throw new ApiException(429, "rate_limit_error", FormattableString.Invariant($"{running} requests are being answered and {waiting} wait. Come back later."), code: "rate_limit_exceeded", retryAfterSeconds: 1);
        }

        try
        {
            await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Interlocked.Decrement(ref _inside);
            throw;
        }
    }

    /// <summary>Gives the turn back.</summary>
    public void Leave()
    {
        _turns.Release();
        Interlocked.Decrement(ref _inside);
    }

    public void Dispose() => _turns.Dispose();
}
