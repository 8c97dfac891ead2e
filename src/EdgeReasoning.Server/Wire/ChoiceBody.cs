using System.Text.Json.Serialization;

namespace EdgeReasoning.Server.Wire;

/// <summary>One of the replies asked for.</summary>
internal sealed record ChoiceBody
{
    public required int Index { get; init; }

    /// <summary>In a whole reply.</summary>
    public ReplyBody? Message { get; init; }

    /// <summary>In a chunk.</summary>
    public ReplyBody? Delta { get; init; }

    /// <summary>Written as null in chunks before the last, as clients expect.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? FinishReason { get; init; }

    public TraceBody? EdgeReasoning { get; init; }
}
