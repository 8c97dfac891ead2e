using System.Globalization;
using System.Runtime.CompilerServices;
using EdgeReasoning.Reasoning;
using Microsoft.Extensions.AI;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

namespace EdgeReasoning.Extensions.AI;

/// <summary>An engine as a chat client.</summary>
internal sealed class ReasoningChatClient(ChatRoute route, ReasoningOptions defaults) : IChatClient
{
    public const string ProviderName = "edgereasoning";

    private long _responses;

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatRequest request = Compile(messages, options);
        ChatAnswer answer = await route.AnswerAsync(request, cancellationToken).ConfigureAwait(false);
        return new ChatReply(request, NextId()).Whole(answer);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ChatRequest request = Compile(messages, options);
        var reply = new ChatReply(request, NextId());
        await foreach (ChatPiece piece in route.StreamAsync(request, cancellationToken).ConfigureAwait(false))
        {
            if (piece.IsLive && reply.Next(piece.Update, piece.Model) is { } update)
            {
                update.RawRepresentation = piece.Raw;
                yield return update;
            }

            if (piece.Answer is not { } answer) continue;
            foreach (ChatResponseUpdate last in reply.Finish(answer)) yield return last;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType.IsInstanceOfType(this)) return this;
        if (serviceType == typeof(ChatClientMetadata)) return new ChatClientMetadata(ProviderName, null, route.Model);
        return serviceType.IsInstanceOfType(route.Engine) ? route.Engine : route.Engine.GetService(serviceType);
    }

    /// <summary>Nothing: the engine belongs to whoever made it.</summary>
    public void Dispose()
    {
    }

    private ChatRequest Compile(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ReasoningOptions start = options?.RawRepresentationFactory?.Invoke(this) as ReasoningOptions ?? defaults;
        ChatRequest request = ChatRequest.From(messages, options, start);
        route.Check(request, options?.ModelId);
        return request;
    }

    private string NextId() => "reply-" + Interlocked.Increment(ref _responses).ToString(CultureInfo.InvariantCulture);
}
