using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;

namespace EdgeReasoning.Remote.Endpoints;

/// <summary>One server, and how it is doing. Changed under the lock of its <see cref="EndpointPool"/> only.</summary>
internal sealed class Endpoint(RemoteEndpoint endpoint, RemoteEngineOptions options)
{
    public Uri Url { get; } = endpoint.Url;

    /// <summary>OpenAI's client, which tries nothing again: that may be another server's turn.</summary>
    public ChatClient Client { get; } = new(options.Model, new ApiKeyCredential(endpoint.ApiKey ?? "none"), ClientOptions(endpoint, options));

    /// <summary>Requests that it has not answered yet.</summary>
    public int Outstanding { get; set; }

    /// <summary>Until when nothing is asked of it while others are well; a timestamp of the clock.</summary>
    public long RestsUntil { get; set; } = long.MinValue;

    private static OpenAIClientOptions ClientOptions(RemoteEndpoint endpoint, RemoteEngineOptions options)
    {
        var client = new OpenAIClientOptions { Endpoint = endpoint.Url, RetryPolicy = new ClientRetryPolicy(0), NetworkTimeout = options.StallTime };
        if (options.HttpClient is { } http) client.Transport = new HttpClientPipelineTransport(http);
        return client;
    }
}
