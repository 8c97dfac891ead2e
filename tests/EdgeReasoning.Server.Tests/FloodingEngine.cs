using System.Runtime.CompilerServices;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Server.Tests;

/// <summary>Says something long without end, as fast as it is read.</summary>
internal sealed class FloodingEngine : TestEngine
{
    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async IAsyncEnumerable<ReasoningUpdate> StreamAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
                yield return new ReasoningUpdate { Kind = ReasoningUpdateKind.Answer, TraceIndex = 0, Text = new string('x', 64 << 10) };
            }
        }
        finally
        {
            Ended.TrySetResult();
        }
    }
}
