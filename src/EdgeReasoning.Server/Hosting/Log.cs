using Microsoft.Extensions.Logging;

namespace EdgeReasoning.Server.Hosting;

/// <summary>Everything the server logs. What is asked and answered is never in it.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Request {Id} for {Model}: {Status} after {Seconds:F3} s")]
    public static partial void Answered(ILogger logger, string id, string model, int status, double seconds);

    [LoggerMessage(2, LogLevel.Error, "Request {Id} for {Model} failed")]
    public static partial void Failed(ILogger logger, string id, string model, Exception exception);

    [LoggerMessage(3, LogLevel.Information, "Draining: {Running} requests under way, {Waiting} waiting")]
    public static partial void Draining(ILogger logger, int running, int waiting);
}
