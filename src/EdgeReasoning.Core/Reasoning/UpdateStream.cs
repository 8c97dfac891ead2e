using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace EdgeReasoning.Reasoning;

/// <summary>The stream of a request, whichever engine answers it: its updates as they come, and its result as the last.</summary>
internal static class UpdateStream
{
    /// <summary>Runs a request when the first update is asked for. A caller who leaves the loop ends it, and waits until it has.</summary>
    /// <param name="answer">Accepts the request and answers it: where its updates go, the caller's token, and the token that also tells that the loop was left.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public static async IAsyncEnumerable<ReasoningUpdate> Of(
        Func<ChannelWriter<ReasoningUpdate>, CancellationToken, CancellationToken, Task<ReasoningResult>> answer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var updates = Channel.CreateUnbounded<ReasoningUpdate>(new UnboundedChannelOptions { SingleReader = true });
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<ReasoningResult> answered = answer(updates.Writer, cancellationToken, left.Token);
        _ = answered.ContinueWith(static (_, writer) => ((ChannelWriter<ReasoningUpdate>)writer!).TryComplete(), updates.Writer, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await foreach (ReasoningUpdate update in updates.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false)) yield return update;
            ReasoningResult result = await answered.ConfigureAwait(false);
            yield return new ReasoningUpdate { Kind = ReasoningUpdateKind.Finished, TraceIndex = result.Chosen.Index, Result = result };
        }
        finally
        {
            // The caller may have left the loop early, or been thrown out of it.
            if (!answered.IsCompleted)
            {
                await left.CancelAsync().ConfigureAwait(false);
                await answered.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
            }
        }
    }
}
