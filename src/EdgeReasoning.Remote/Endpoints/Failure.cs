using System.ClientModel;
using System.Globalization;
using System.Text.Json;

namespace EdgeReasoning.Remote.Endpoints;

/// <summary>What an attempt failed of.</summary>
/// <param name="Status">The HTTP status; null where there was no answer, or it broke off.</param>
/// <param name="MayPass">Whether a further attempt, maybe elsewhere, makes sense.</param>
/// <param name="RetryAfter">What the server asks to wait; null where it says nothing.</param>
/// <param name="Message">What it says.</param>
internal sealed record Failure(int? Status, bool MayPass, TimeSpan? RetryAfter, string Message)
{
    /// <summary>Whether an exception is a failure of the server or the way to it, provided that the caller has cancelled nothing: OpenAI's client throws
    /// <see cref="OperationCanceledException"/> where a server stalls, too.</summary>
    public static bool Is(Exception problem) =>
        problem is ClientResultException or HttpRequestException or IOException or JsonException or TimeoutException or OperationCanceledException or TornReplyException;

    public static Failure Of(Exception problem, DateTimeOffset now)
    {
        if (problem is not ClientResultException { Status: > 0 } answered) return new Failure(null, true, null, problem.Message);
        bool mayPass = answered.Status is 408 or 409 or 425 or 429 or >= 500;
        return new Failure(answered.Status, mayPass, RetryAfterOf(answered, now), answered.Message);
    }

    // Seconds, or a date (RFC 9110, 10.2.3).
    private static TimeSpan? RetryAfterOf(ClientResultException problem, DateTimeOffset now)
    {
        if (problem.GetRawResponse()?.Headers.TryGetValue("Retry-After", out string? text) != true || text is null) return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)) return TimeSpan.FromSeconds(Math.Min(seconds, 3600));
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)) return null;
        return date > now ? date - now : TimeSpan.Zero;
    }
}
