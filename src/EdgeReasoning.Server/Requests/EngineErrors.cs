using EdgeReasoning.Inference;
using EdgeReasoning.Planning;
using EdgeReasoning.Prompts;

namespace EdgeReasoning.Server.Requests;

/// <summary>What the engine refuses, in the API's words.</summary>
internal static class EngineErrors
{
    /// <summary>The answer to an exception of the engine.</summary>
    public static ApiException Of(Exception problem) => problem switch
    {
        ApiException known => known,
        ObjectDisposedException => ApiException.Unavailable("The model is being unloaded."),
        ArgumentException or NotSupportedException or TemplateException or InfeasiblePlanException => ApiException.Invalid(MessageOf(problem)),
        InsufficientMemoryException => ApiException.Unavailable(problem.Message),
        DecodeException => new ApiException(500, "server_error", problem.Message, code: "decode_failed"),
        // What is not foreseen may say more than a client should read; it is in the log.
        _ => new ApiException(500, "server_error", "The server failed; its log says why.", code: "internal_error"),
    };

    /// <summary>What an exception says, without the name of a parameter, which is none of the client's.</summary>
    public static string MessageOf(Exception problem)
    {
        string message = problem.Message;
        if (problem is ArgumentException { ParamName: { } name }) message = message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal);
        int value = message.IndexOf("\nActual value was", StringComparison.Ordinal);
        return value < 0 ? message : message[..value].TrimEnd();
    }
}
