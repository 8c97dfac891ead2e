using EdgeReasoning.Server.Requests;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Server.Replies;

/// <summary>What of one reply is on its way to the client.</summary>
internal sealed class ReplyTexts(ChatRequest request)
{
    public TextRelay Thinking { get; } = new(StopSequences.None);

    public TextRelay Answer { get; } = new(request.Stops);

    /// <summary>Calls that have gone out.</summary>
    public int Calls { get; set; }
}
