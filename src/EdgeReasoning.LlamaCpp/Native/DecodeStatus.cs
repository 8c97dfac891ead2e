using System.Globalization;
using EdgeReasoning.Inference;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>What <c>llama_decode</c> returns, as an exception.</summary>
internal static class DecodeStatus
{
    public const int Success = 0;

    private const int NoSlot = 1;
    private const int Aborted = 2;
    private const int InvalidBatch = -1;

    /// <summary>The exception of a status that is not <see cref="Success"/>.</summary>
    /// <param name="status">The status.</param>
    /// <param name="tokens">Tokens of the batch.</param>
    /// <param name="sequencesIntact">Whether every sequence of the batch was brought back to its former length.</param>
    /// <param name="complaints">What llama.cpp said.</param>
    public static DecodeException ToException(int status, int tokens, bool sequencesIntact, string complaints)
    {
        string reason = status switch
        {
            NoSlot => $"there is no room in KV memory for {tokens} more tokens; release sequences, or make the context with a larger CapacityTokens",
            Aborted => "it was aborted",
            InvalidBatch => "it refused the batch",
            _ => string.Create(CultureInfo.InvariantCulture, $"the computation failed (status {status})"),
        };
        string said = complaints.Length == 0 ? "" : $" It said: {complaints}";
        return new DecodeException($"llama.cpp could not decode: {reason}.{said}", sequencesIntact);
    }
}
