using System.Threading.Channels;
using EdgeReasoning.Inference.Sampling;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Remote.Traces;

/// <summary>One call of the engine: what its traces have in common.</summary>
internal sealed class RemoteRequest(ReasoningPrompt prompt, ReasoningOptions options, ulong seed, TimeProvider time, ChannelWriter<ReasoningUpdate>? updates)
{
    private readonly long _accepted = time.GetTimestamp();

    public ReasoningPrompt Prompt { get; } = prompt;

    public ReasoningOptions Options { get; } = options;

    public ulong Seed { get; } = seed;

    public bool IsStreaming => updates is not null;

    /// <summary>Time since the call.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_accepted);

    public void Publish(ReasoningUpdate update) => updates?.TryWrite(update);

    /// <summary>The seed of a trace: an output of SplitMix64, of which servers keep 31 bits.</summary>
    public ulong SeedOf(int trace) => SplitMix64.At(Seed, (ulong)trace) & int.MaxValue;
}
