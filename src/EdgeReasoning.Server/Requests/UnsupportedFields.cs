using EdgeReasoning.Server.Wire;

namespace EdgeReasoning.Server.Requests;

/// <summary>Refuses what OpenAI's API has and this server has not: better than a reply that took no notice of it.</summary>
internal static class UnsupportedFields
{
    public static void Refuse(ChatRequestBody body)
    {
        Unless(body.FrequencyPenalty is null or 0, "frequency_penalty", "Use repetition_penalty.");
        Unless(body.PresencePenalty is null or 0, "presence_penalty", "Use repetition_penalty.");
        Unless(body.Logprobs is null or false, "logprobs");
        Unless(body.TopLogprobs is null or 0, "top_logprobs");
        Unless(body.Modalities is null or ["text"], "modalities");
        Unless(body.StreamOptions is null || body.Stream == true, "stream_options", "It needs stream: true.");
    }

    private static void Unless(bool fine, string field, string remedy = "Leave it out.")
    {
        if (!fine) throw ApiException.Invalid($"The field {field} is not supported with this value. {remedy}", field, "unsupported_parameter");
    }
}
