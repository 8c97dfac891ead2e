using System.Runtime.CompilerServices;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Server.Tests;

/// <summary>Answers when it is let go, and tells what happens to its requests.</summary>
internal sealed class HeldEngine : TestEngine
{
    public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async IAsyncEnumerable<ReasoningUpdate> StreamAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Entered.TrySetResult();
        try
        {
            await Release.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested) Cancelled.TrySetResult();
        }

        yield return new ReasoningUpdate { Kind = ReasoningUpdateKind.Answer, TraceIndex = 0, Text = "yes" };
        foreach (ReasoningUpdate update in Ending("yes")) yield return update;
    }
}
