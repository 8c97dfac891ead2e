using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Extensions.AI;

/// <summary>How a chat client has its requests answered.</summary>
internal abstract class ChatRoute(IReasoningEngine engine)
{
    public IReasoningEngine Engine => engine;

    /// <summary>The one model that answers; null where it is chosen by request, or not known yet.</summary>
    public abstract string? Model { get; }

    /// <summary>Refuses what this route cannot honour.</summary>
    public abstract void Check(ChatRequest request, string? modelAsked);

    /// <summary>Answers a request.</summary>
    public abstract Task<ChatAnswer> AnswerAsync(ChatRequest request, CancellationToken cancellationToken);

    /// <summary>Whether the pieces of the first trace can be passed on as they come, since no other can take its place.</summary>
    public abstract bool IsLive(ChatRequest request);
}
