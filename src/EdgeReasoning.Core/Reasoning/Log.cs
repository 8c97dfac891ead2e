using Microsoft.Extensions.Logging;

namespace EdgeReasoning.Reasoning;

/// <summary>Everything the engine logs. Prompts and answers appear at trace level only.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Engine ready: {Model} on {Identity}; {Traces} traces of {Tokens} tokens, thinking as {Family}")]
    public static partial void EngineReady(ILogger logger, string model, object identity, int traces, int tokens, string family);

    [LoggerMessage(2, LogLevel.Error, "A decode call of {Tokens} tokens failed; the requests in it fail, the others go on")]
    public static partial void DecodeFailed(ILogger logger, int tokens, Exception exception);

    [LoggerMessage(3, LogLevel.Critical, "The engine has stopped after an error; all its requests fail")]
    public static partial void EngineFailed(ILogger logger, Exception exception);

    [LoggerMessage(4, LogLevel.Debug, "Request of {Prompt} tokens, replies of at most {Limit} tokens, seed {Seed}")]
    public static partial void RequestAccepted(ILogger logger, int prompt, int limit, ulong seed);

    [LoggerMessage(5, LogLevel.Trace, "Prompt: {Text}")]
    public static partial void PromptText(ILogger logger, string text);
}
