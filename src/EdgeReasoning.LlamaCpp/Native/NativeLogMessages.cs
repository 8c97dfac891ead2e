using Microsoft.Extensions.Logging;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>llama.cpp's own lines as log messages.</summary>
internal static partial class NativeLogMessages
{
    [LoggerMessage(EventId = 1001, EventName = "NativeDebug", Level = LogLevel.Debug, Message = "{Line}")]
    public static partial void NativeDebug(this ILogger logger, string line);

    [LoggerMessage(EventId = 1002, EventName = "NativeInformation", Level = LogLevel.Information, Message = "{Line}")]
    public static partial void NativeInformation(this ILogger logger, string line);

    [LoggerMessage(EventId = 1003, EventName = "NativeWarning", Level = LogLevel.Warning, Message = "{Line}")]
    public static partial void NativeWarning(this ILogger logger, string line);

    [LoggerMessage(EventId = 1004, EventName = "NativeError", Level = LogLevel.Error, Message = "{Line}")]
    public static partial void NativeError(this ILogger logger, string line);
}
