using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using EdgeReasoning.Server.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace EdgeReasoning.Server.Replies;

/// <summary>Writes server-sent events, each at once, and gives up on clients that do not read them.</summary>
internal sealed class SseWriter(HttpContext context, TimeSpan slowReaderTimeLimit, TimeProvider time) : IDisposable
{
    private readonly Utf8JsonWriter _json = new(context.Response.BodyWriter);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        context.Response.StatusCode = 200;
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        // nginx would collect the events.
        context.Response.Headers["X-Accel-Buffering"] = new StringValues("no");
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return context.Response.StartAsync(cancellationToken);
    }

    public Task WriteAsync(CompletionBody chunk)
    {
        context.Response.BodyWriter.Write("data: "u8);
        JsonSerializer.Serialize(_json, chunk, WireJsonContext.Default.CompletionBody);
        return EndEventAsync();
    }

    public Task WriteAsync(ErrorBody error)
    {
        context.Response.BodyWriter.Write("data: "u8);
        JsonSerializer.Serialize(_json, error, WireJsonContext.Default.ErrorBody);
        return EndEventAsync();
    }

    public Task WriteDoneAsync()
    {
        context.Response.BodyWriter.Write("data: [DONE]\n\n"u8);
        return FlushAsync();
    }

    public void Dispose() => _json.Dispose();

    private Task EndEventAsync()
    {
        _json.Flush();
        _json.Reset();
        context.Response.BodyWriter.Write("\n\n"u8);
        return FlushAsync();
    }

    private async Task FlushAsync()
    {
        // Without a token: cancelling a flush would have Kestrel cut the connection, and the last event could not be sent.
        ValueTask<FlushResult> flush = context.Response.BodyWriter.FlushAsync(CancellationToken.None);
        if (flush.IsCompletedSuccessfully)
        {
            _ = flush.Result;
            return;
        }

        try
        {
            // It waits only where the connection's buffers are full.
            await flush.AsTask().WaitAsync(slowReaderTimeLimit, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            context.Abort();
            throw new SlowReaderException();
        }
    }
}
