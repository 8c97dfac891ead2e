namespace EdgeReasoning.Remote.Endpoints;

/// <summary>Chooses the server for each request: of those that are well the one with the fewest outstanding, in turn where they are equal.</summary>
internal sealed class EndpointPool(RemoteEngineOptions options)
{
    private readonly Lock _lock = new();
    private readonly Endpoint[] _endpoints = [.. options.Endpoints.Select(endpoint => new Endpoint(endpoint, options))];
    private int _next;

    /// <summary>Takes a server. Where all rest, the one whose rest ends first.</summary>
    public Endpoint Acquire()
    {
        lock (_lock)
        {
            long now = options.TimeProvider.GetTimestamp();
            Endpoint? best = null;
            for (var i = 0; i < _endpoints.Length; i++)
            {
                Endpoint endpoint = _endpoints[(_next + i) % _endpoints.Length];
                if (best is null || IsBetter(endpoint, best, now)) best = endpoint;
            }

            _next = (Array.IndexOf(_endpoints, best!) + 1) % _endpoints.Length;
            best!.Outstanding++;
            return best;
        }
    }

    /// <summary>Gives a server back that has answered, well or not.</summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="rest">How long it is to rest; null for one that is well.</param>
    public void Release(Endpoint endpoint, TimeSpan? rest = null)
    {
        lock (_lock)
        {
            endpoint.Outstanding--;
            if (rest is not { } time) return;
            long until = options.TimeProvider.GetTimestamp() + (long)(time.TotalSeconds * options.TimeProvider.TimestampFrequency);
            endpoint.RestsUntil = Math.Max(endpoint.RestsUntil, until);
        }
    }

    /// <summary>Whether a server is well that a further attempt could go to at once.</summary>
    public bool HasRested
    {
        get
        {
            lock (_lock) return _endpoints.Any(endpoint => endpoint.RestsUntil <= options.TimeProvider.GetTimestamp());
        }
    }

    private static bool IsBetter(Endpoint a, Endpoint b, long now)
    {
        bool aRests = a.RestsUntil > now, bRests = b.RestsUntil > now;
        if (aRests != bRests) return bRests;
        return aRests ? a.RestsUntil < b.RestsUntil : a.Outstanding < b.Outstanding;
    }
}
