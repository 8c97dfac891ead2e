namespace EdgeReasoning.Remote.Tests;

/// <summary>Engines over scripted servers.</summary>
internal static class Engines
{
    public static RemoteEngine Over(ScriptedHandler handler, RemoteDialect? dialect = null, string[]? servers = null, TimeProvider? time = null) => new(new RemoteEngineOptions
    {
        Model = "m",
        Endpoints = [.. (servers ?? ["a"]).Select(server => new RemoteEndpoint(new Uri($"http://{server}/v1")))],
        Dialect = dialect ?? RemoteDialect.OpenAI,
        HttpClient = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan },
        RetryDelay = TimeSpan.FromMilliseconds(1),
        MaxRetryDelay = TimeSpan.FromMilliseconds(4),
        RestTime = TimeSpan.FromMilliseconds(1),
        TimeProvider = time ?? TimeProvider.System,
    });
}
