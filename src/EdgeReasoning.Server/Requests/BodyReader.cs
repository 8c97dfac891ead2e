using System.Text.Json;
using EdgeReasoning.Server.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EdgeReasoning.Server.Requests;

/// <summary>Reads a request's body, as far as it may be long, and as JSON.</summary>
internal static class BodyReader
{
    /// <exception cref="ApiException">It is too long, or not the JSON that is asked for.</exception>
    public static async Task<ChatRequestBody> ReadAsync(HttpContext context, int maxBytes, CancellationToken cancellationToken)
    {
        // Kestrel's own limit would cut the connection without a word; the count below is exact, and answers.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = null;
        if (context.Request.ContentLength > maxBytes) throw TooLong(maxBytes);
        using var body = new MemoryStream();
        var piece = new byte[16 << 10];
        while (await context.Request.Body.ReadAsync(piece, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            if (body.Length + read > maxBytes) throw TooLong(maxBytes);
            body.Write(piece, 0, read);
        }

        return Parse(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    private static ChatRequestBody Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, WireJsonContext.Default.ChatRequestBody)
                ?? throw ApiException.Invalid("The body is null; send a JSON object with model and messages.");
        }
        catch (JsonException problem) when (problem.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal))
        {
            throw ApiException.Invalid($"The field {path[2..]} has a wrong type, or is not known here: {FirstSentence(problem.Message)}", path[2..], "invalid_type");
        }
        catch (JsonException problem)
        {
            throw ApiException.Invalid($"The body is not the JSON that is asked for: {FirstSentence(problem.Message)}", code: "invalid_json");
        }
    }

    private static ApiException TooLong(int maxBytes) => new(413, "invalid_request_error", FormattableString.Invariant($"The body is longer than {maxBytes} bytes, which is all that this server takes."), code: "request_too_large");

    private static string FirstSentence(string message) => message.IndexOf(" Path:", StringComparison.Ordinal) is > 0 and var end ? message[..end] : message;
}
