namespace EdgeReasoning.Server.Hosting;

/// <summary>What may end a request before its answer: the client leaves, its time is up, or the server stops.</summary>
internal sealed class RequestLimits : IDisposable
{
    private readonly CancellationTokenSource _time;
    private readonly CancellationTokenSource _any;
    private readonly CancellationToken _client;
    private readonly CancellationToken _server;

    public RequestLimits(TimeSpan limit, TimeProvider time, CancellationToken client, CancellationToken server)
    {
        _client = client;
        _server = server;
        _time = new CancellationTokenSource(limit, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(client, server, _time.Token);
    }

    public CancellationToken Token => _any.Token;

    /// <summary>What to answer when a call was cancelled.</summary>
    public ApiException Reason => _client.IsCancellationRequested ? new ApiException(499, "client_closed", "The client has left.")
        : _server.IsCancellationRequested ? ApiException.Unavailable("The server is stopping, and the time for requests under way is over.")
        : new ApiException(504, "timeout_error", "The request has taken longer than this server lets one take. Give a deadline, by which it ends with an answer.", code: "timeout");

    public void Dispose()
    {
        _any.Dispose();
        _time.Dispose();
    }
}
