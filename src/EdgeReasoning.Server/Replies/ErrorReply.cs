using System.Globalization;
using System.Text.Json;
using EdgeReasoning.Server.Wire;
using Microsoft.AspNetCore.Http;

namespace EdgeReasoning.Server.Replies;

/// <summary>Answers with an error.</summary>
internal static class ErrorReply
{
    public static ErrorBody Of(ApiException problem) => new(new(problem.Message, problem.Type, problem.Param, problem.Code));

    public static async Task WriteAsync(HttpContext context, ApiException problem)
    {
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "application/json";
        if (problem.Status == 401) context.Response.Headers.WWWAuthenticate = "Bearer";
        if (problem.RetryAfterSeconds is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        // The rest of a body that was not read would be taken for the next request.
        if (problem.Status is 413 or 401 && !HttpProtocol.IsHttp2(context.Request.Protocol)) context.Response.Headers.Connection = "close";
        await JsonSerializer.SerializeAsync(context.Response.Body, Of(problem), WireJsonContext.Default.ErrorBody, context.RequestAborted).ConfigureAwait(false);
    }
}
