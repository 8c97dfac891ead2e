using EdgeReasoning.Reasoning;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Server.Requests;

/// <summary>A request that has been read and found right.</summary>
internal sealed record ChatRequest
{
    public required ServedModel Model { get; init; }

    public required ReasoningPrompt Prompt { get; init; }

    public required ReasoningOptions Options { get; init; }

    /// <summary>Replies asked for.</summary>
    public required int Choices { get; init; }

    /// <summary>Whether several traces vote for one reply.</summary>
    public required bool IsVote { get; init; }

    /// <summary>Texts at which the answer ends, without them.</summary>
    public required StopSequences Stops { get; init; }

    public required bool Stream { get; init; }

    public required bool IncludeUsage { get; init; }
}
