using System.Net;
using System.Text;
using System.Text.Json;

namespace EdgeReasoning.Remote.Tests;

/// <summary>Servers in memory: each request is answered by the next step of its server's script, the last one again and again.</summary>
internal sealed class ScriptedHandler : HttpMessageHandler
{
    public delegate Task<HttpResponseMessage> Step(JsonElement request, CancellationToken cancellationToken);

    private readonly Dictionary<string, (Step[] Steps, int Next)> _scripts = [];
    private readonly Lock _lock = new();

    /// <summary>The bodies of the requests so far, with the server asked.</summary>
    public List<(string Server, JsonElement Body)> Requests { get; } = [];

    /// <summary>Requests that were broken off by the client.</summary>
    public int BrokenOff => _brokenOff;

    private int _brokenOff;

    public ScriptedHandler On(string server, params Step[] steps)
    {
        _scripts[server] = (steps, 0);
        return this;
    }

    /// <summary>A whole streamed reply of these events, each a delta or the usage.</summary>
    public static Step Says(params string[] events) => (_, _) => Task.FromResult(Stream(string.Concat(events.Select(e => $"data: {e}\n\n")) + "data: [DONE]\n\n"));

    /// <summary>A reply that thinks and answers a piece per character.</summary>
    public static Step Thinks(string thinking, string answer, string finish = "stop") => Says(
        [.. thinking.Select(c => Delta("reasoning_content", c)), .. answer.Select(c => Delta("content", c)), End(finish), Usage(10, thinking.Length + answer.Length, thinking.Length)]);

    /// <summary>A reply that breaks off without a word.</summary>
    public static Step Breaks(params string[] events) => (_, _) => Task.FromResult(Stream(string.Concat(events.Select(e => $"data: {e}\n\n"))));

    public static Step Fails(int status, string? retryAfter = null) => (_, _) =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("""{"error":{"message":"no luck","type":"x","param":null,"code":null}}""", Encoding.UTF8, "application/json") };
        if (retryAfter is not null) response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return Task.FromResult(response);
    };

    public static Step Throws(Exception problem) => (_, _) => Task.FromException<HttpResponseMessage>(problem);

    /// <summary>A stream that sends these events, and then nothing more.</summary>
    public Step Hangs(params string[] events) => (_, _) =>
    {
        HttpResponseMessage response = new(HttpStatusCode.OK) { Content = new StreamContent(new HangingStream(string.Concat(events.Select(e => $"data: {e}\n\n")), () => Interlocked.Increment(ref _brokenOff))) };
        response.Content.Headers.ContentType = new("text/event-stream");
        return Task.FromResult(response);
    };

    public static string Delta(string field, object text) => $$"""{"choices":[{"index":0,"delta":{"{{field}}":{{JsonSerializer.Serialize(text.ToString())}}},"finish_reason":null}]}""";

    public static string End(string reason) => $$"""{"choices":[{"index":0,"delta":{},"finish_reason":"{{reason}}"}]}""";

    public static string Usage(int prompt, int completion, int reasoning) =>
        $$"""{"choices":[],"usage":{"prompt_tokens":{{prompt}},"completion_tokens":{{completion}},"completion_tokens_details":{"reasoning_tokens":{{reasoning}} } } }""";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string server = request.RequestUri!.Host;
        using JsonDocument body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
        Step step;
        lock (_lock)
        {
            Requests.Add((server, body.RootElement.Clone()));
            (Step[] steps, int next) = _scripts[server];
            step = steps[Math.Min(next, steps.Length - 1)];
            _scripts[server] = (steps, next + 1);
        }

        return await step(body.RootElement, cancellationToken);
    }

    private static HttpResponseMessage Stream(string text)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };
        response.Content.Headers.ContentType = new("text/event-stream");
        return response;
    }
}
