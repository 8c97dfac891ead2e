namespace EdgeReasoning.Server;

/// <summary>A request that is answered with an error, in OpenAI's shape.</summary>
internal sealed class ApiException(int status, string type, string message, string? param = null, string? code = null, int? retryAfterSeconds = null) : Exception(message)
{
    public int Status { get; } = status;

    public string Type { get; } = type;

    /// <summary>The field of the request that is wrong; null where it is none.</summary>
    public string? Param { get; } = param;

    public string? Code { get; } = code;

    public int? RetryAfterSeconds { get; } = retryAfterSeconds;

    public static ApiException Invalid(string message, string? param = null, string? code = null) => new(400, "invalid_request_error", message, param, code);

    public static ApiException Unavailable(string message) => new(503, "server_error", message, code: "unavailable", retryAfterSeconds: 1);
}
