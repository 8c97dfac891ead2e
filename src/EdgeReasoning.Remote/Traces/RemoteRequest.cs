using System.Threading.Channels;
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

    /// <summary>The seed of a trace: an output of SplitMix64 (Steele, Lea and Flood, 2014), of which servers keep 31 bits.</summary>
    public ulong SeedOf(int trace) => Mix(Seed, (ulong)trace) & int.MaxValue;

    public static ulong Mix(ulong seed, ulong index)
    {
        ulong z = seed + ((index + 1) * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
