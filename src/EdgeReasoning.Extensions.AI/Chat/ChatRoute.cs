using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;

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

    /// <summary>Answers a request piece by piece.</summary>
    public abstract IAsyncEnumerable<ChatPiece> StreamAsync(ChatRequest request, CancellationToken cancellationToken);

    /// <summary>Whether the request leaves it at one trace, so that its pieces are those of the answer.</summary>
    protected static bool IsSingle(ChatRequest request) => ReferenceEquals(request.Options.Scaling, ScalingPolicies.Single);
}
