using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using OpenAI;
using OpenAI.Chat;

namespace EdgeReasoning.Server.Tests;

/// <summary>A server on a free port of loopback, with an engine of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    public const string Model = "scripted";

    private readonly IReasoningEngine _engine;

    private RunningServer(ReasoningServer server, IReasoningEngine engine)
    {
        Server = server;
        _engine = engine;
        Http = new HttpClient { BaseAddress = server.Url };
    }

    public ReasoningServer Server { get; }

    public HttpClient Http { get; }

    public static async Task<RunningServer> StartAsync(IReasoningEngine engine, ReasoningApiOptions? api = null, string name = Model) =>
        new(await ReasoningServer.StartAsync([new ServedModel(name, engine)], new ReasoningServerOptions { Port = 0, Api = api ?? new() }), engine);

    public static Task<RunningServer> StartAsync(ScriptedModel model, ReasoningApiOptions? api = null, int traces = 8) =>
        StartAsync(new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = traces }), api);

    /// <summary>A server whose model says the same to everything.</summary>
    public static Task<RunningServer> SayingAsync(string reply, ReasoningApiOptions? api = null) => StartAsync(ScriptedModel.Saying(reply), api);

    /// <summary>OpenAI's own client, which tries nothing twice.</summary>
    public ChatClient Client(string key = "none", string model = Model) => new(model, new ApiKeyCredential(key), new OpenAIClientOptions
    {
        Endpoint = new Uri(Server.Url, "v1"),
        RetryPolicy = new ClientRetryPolicy(0),
    });

    public async Task<(int Status, JsonElement Body, HttpResponseHeaders Headers)> PostAsync(string json, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using HttpResponseMessage response = await Http.SendAsync(request);
        using JsonDocument body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return ((int)response.StatusCode, body.RootElement.Clone(), response.Headers);
    }

    /// <summary>The body of a request with one question, and further fields.</summary>
    public static string Ask(string question, string fields = "") =>
        $$"""{"model":"{{Model}}","messages":[{"role":"user","content":{{JsonSerializer.Serialize(question)}}}]{{(fields.Length == 0 ? "" : ",")}}{{fields}}}""";

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
        await _engine.DisposeAsync();
    }
}
