using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeReasoning.Server.Wire;

/// <summary>The body of POST /v1/chat/completions as clients write it. A field that is not here is refused, as OpenAI does: a budget with a slip in its name must not be passed over.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ChatRequestBody
{
    public string? Model { get; init; }

    public IReadOnlyList<MessageBody?>? Messages { get; init; }

    public bool? Stream { get; init; }

    public StreamOptionsBody? StreamOptions { get; init; }

    public int? N { get; init; }

    /// <summary>A text or a list of texts.</summary>
    public JsonElement? Stop { get; init; }

    public float? Temperature { get; init; }

    public float? TopP { get; init; }

    public long? Seed { get; init; }

    public int? MaxTokens { get; init; }

    public int? MaxCompletionTokens { get; init; }

    public string? ReasoningEffort { get; init; }

    public IReadOnlyDictionary<string, float>? LogitBias { get; init; }

    public JsonElement? ResponseFormat { get; init; }

    public IReadOnlyList<ToolBody?>? Tools { get; init; }

    /// <summary>none, auto, required, or a function.</summary>
    public JsonElement? ToolChoice { get; init; }

    public bool? ParallelToolCalls { get; init; }

    // What vLLM, SGLang and llama-server have beyond OpenAI.
    public int? TopK { get; init; }

    public float? MinP { get; init; }

    public float? RepetitionPenalty { get; init; }

    /// <summary>vLLM's limit of the thinking.</summary>
    public int? ThinkingTokenBudget { get; init; }

    /// <summary>llama-server's.</summary>
    public int? ThinkingBudgetTokens { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? ChatTemplateKwargs { get; init; }

    // EdgeReasoning's own.
    /// <summary>A budget in words.</summary>
    public string? Budget { get; init; }

    /// <summary>Seconds, or a time with its unit.</summary>
    public JsonElement? Deadline { get; init; }

    /// <summary>A scaling policy in words.</summary>
    public string? Scaling { get; init; }

    // What changes nothing at these values, and is refused at others.
    public float? FrequencyPenalty { get; init; }

    public float? PresencePenalty { get; init; }

    public bool? Logprobs { get; init; }

    public int? TopLogprobs { get; init; }

    public IReadOnlyList<string>? Modalities { get; init; }

    // What says nothing about the reply.
    public string? User { get; init; }

    public JsonElement? Metadata { get; init; }

    public bool? Store { get; init; }

    public string? ServiceTier { get; init; }

    public string? SafetyIdentifier { get; init; }

    public string? PromptCacheKey { get; init; }
}
