using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Meters;

/// <summary>Meters that break while they are recorded: nothing of that may reach the timer's thread, where it would end the process.</summary>
public sealed class PowerRecorderFaultTests
{
    [Test]
    public async Task StopAsync_MeterThatThrowsNowAndThen_HasHolesThere()
    {
        ManualTime time = new();
        int readings = 0;
        ScriptedMeter meter = new(time, () => ++readings % 3 == 0 ? throw new IOException("Input/output error") : 20);
        await using PowerRecorder recorder = new(meter, timeProvider: time);
        time.Advance(TimeSpan.FromSeconds(10));
        PowerTrace trace = await recorder.StopAsync();
        Assert.That(readings, Is.EqualTo(12));
        Assert.That(trace.Samples, Has.Count.EqualTo(8), "every third of twelve readings is missing, and the first one at the last instant is the one that counts");
    }

    [Test]
    public async Task StopAsync_MeterThatAlwaysThrows_IsATraceOfNothing()
    {
        ManualTime time = new();
        await using PowerRecorder recorder = new(new ScriptedMeter(time, () => throw new InvalidOperationException("gone")), timeProvider: time);
        time.Advance(TimeSpan.FromSeconds(10));
        PowerTrace trace = await recorder.StopAsync();
        Assert.That(trace.Samples, Is.Empty);
        Assert.That(trace.Integrate(TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(109)).Joules, Is.Null);
    }

    /// <summary>On the system's clock, whose timers have threads of their own to lose.</summary>
    [Test]
    public async Task StopAsync_MeterThatHangs_GivesWhatWasReadBefore()
    {
        using var hung = new ManualResetEventSlim();
        using var released = new ManualResetEventSlim();
        int readings = 0;
        ScriptedMeter meter = new(TimeProvider.System, () =>
        {
            if (Interlocked.Increment(ref readings) < 4) return 20;
            hung.Set();
            released.Wait();
            return 1e9;
        }) { Period = TimeSpan.FromMilliseconds(10) };
        await using PowerRecorder recorder = new(meter);
        hung.Wait();
        PowerTrace trace = await recorder.StopAsync();
        released.Set();
        Assert.That(trace.Samples.Select(sample => sample.Watts), Is.EqualTo(new double?[] { 20, 20, 20 }));
        Assert.That(readings, Is.EqualTo(4), "a meter that hangs is not asked again");
    }

    private sealed class ScriptedMeter(TimeProvider time, Func<double> watts) : IPowerMeter
    {
        public string Name => "scripted";

        public string Rail => "A";

        public PowerMeterKind Kind => PowerMeterKind.Power;

        public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(1);

        public PowerSample Read() => new(time.MonotonicNow(), watts(), null);
    }
}
