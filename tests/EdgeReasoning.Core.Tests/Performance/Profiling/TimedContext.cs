using EdgeReasoning.Inference;
using EdgeReasoning.Performance.Tests.Meters;

namespace EdgeReasoning.Performance.Tests.Profiling;

/// <summary>A context that takes the time of a known cost model, on a clock that only it moves.</summary>
internal sealed class TimedContext(IInferenceContext inner, TimedDevice device, ManualTime clock) : IInferenceContext
{
    public ContextLimits Limits => inner.Limits;

    public ContextCapabilities Capabilities => inner.Capabilities;

    public BackendIdentity Identity => inner.Identity;

    public void Decode(TokenBatch batch)
    {
        int call = device.DecodeCalls++;
        device.BeforeDecode?.Invoke(call);
        inner.Decode(batch);
        bool isStep = batch.Sequences[0] > 0;
        double seconds = isStep ? Step(batch) : (batch.Positions[0] == 0 ? device.PrefillSeconds : 0) + (device.SecondsPerPromptToken * batch.Count);
        Take(seconds * device.Slowdown(clock.MonotonicNow()));
    }

    public ReadOnlySpan<float> GetLogits(int row) => inner.GetLogits(row);

    public int GetLength(int sequence) => inner.GetLength(sequence);

    public void Fork(int source, int target)
    {
        inner.Fork(source, target);
        if (Limits.Layout == KvLayout.Separate) Take(device.SecondsPerCopiedToken * inner.GetLength(source));
    }

    public bool TryTruncate(int sequence, int length) => inner.TryTruncate(sequence, length);

    public void Release(int sequence) => inner.Release(sequence);

    public void Dispose() => inner.Dispose();

    private double Step(TokenBatch batch)
    {
        // The token of this step is in memory when it attends.
        int prefix = inner.GetLength(0), own = inner.GetLength(1) - prefix, k = batch.Count;
        double attended = k * (prefix + (Limits.Layout == KvLayout.Unified ? (double)k * own : own));
        return device.StepSlowdown(k, own) * (device.StepSeconds + (device.SecondsPerSequence * (k - 1)) + (device.SecondsPerAttendedToken * attended));
    }

    private void Take(double seconds) => clock.Advance(TimeSpan.FromSeconds(seconds));
}
