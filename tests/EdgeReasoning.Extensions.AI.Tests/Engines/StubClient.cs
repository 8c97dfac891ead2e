using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace EdgeReasoning.Extensions.AI.Tests;

/// <summary>A chat client whose reply is a function of how many calls came before, and that remembers how it was called.</summary>
internal sealed class StubClient(Func<int, string> reply) : IChatClient
{
    private int _calls = -1;
    private int _running;

    public ConcurrentQueue<(ChatMessage[] Messages, ChatOptions Options)> Calls { get; } = new();

    public int MostAtOnce { get; private set; }

    public int Cancelled => _cancelled;

    public Func<int, CancellationToken, Task> Work { get; set; } = static (_, token) => Task.Delay(1, token);

    private int _cancelled;

    public ChatFinishReason Finish { get; set; } = ChatFinishReason.Stop;

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        int call = Interlocked.Increment(ref _calls);
        Calls.Enqueue(([.. messages], options!));
        int running = Interlocked.Increment(ref _running);
        lock (Calls) MostAtOnce = Math.Max(MostAtOnce, running);
        try
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent("hm")]);
            try
            {
                await Work(call, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref _cancelled);
                throw;
            }

            yield return new ChatResponseUpdate(ChatRole.Assistant, reply(call));
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 5, OutputTokenCount = 9, ReasoningTokenCount = 6 })]) { FinishReason = Finish };
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("somewhere", new Uri("http://host.example"), "m") : null;

    public void Dispose()
    {
    }
}
