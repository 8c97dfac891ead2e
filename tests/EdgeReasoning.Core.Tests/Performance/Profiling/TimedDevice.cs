using EdgeReasoning.Performance.Tests.Meters;
using EdgeReasoning.Testing;

namespace EdgeReasoning.Performance.Tests.Profiling;

/// <summary>A device whose costs are known.</summary>
internal sealed class TimedDevice
{
    internal const double Prefill = .02, PerPromptToken = 1e-3, Base = .01, PerSequence = .002, PerAttendedToken = 2e-6, PerCopiedToken = 5e-6;

    internal ManualTime Clock { get; } = new();

    internal double PrefillSeconds { get; init; } = Prefill;

    internal double SecondsPerPromptToken { get; init; } = PerPromptToken;

    internal double StepSeconds { get; init; } = Base;

    internal double SecondsPerSequence { get; init; } = PerSequence;

    internal double SecondsPerAttendedToken { get; init; } = PerAttendedToken;

    internal double SecondsPerCopiedToken { get; init; } = PerCopiedToken;

    /// <summary>By what a time grows, given when it is.</summary>
    internal Func<TimeSpan, double> Slowdown { get; set; } = _ => 1;

    /// <summary>By what a step grows, given its sequences and the number of the step.</summary>
    internal Func<int, int, double> StepSlowdown { get; set; } = (_, _) => 1;

    internal Action<int>? BeforeDecode { get; set; }

    internal int DecodeCalls { get; set; }

    internal ScriptedModel Model(string name = "timed")
    {
        ScriptedModel model = new(static (_, logits) => logits.Clear());
        model.Info = model.Info with { Name = name, SizeBytes = 1000, KvBytesPerToken = 64 };
        model.Wrap = context => new TimedContext(context, this, Clock);
        return model;
    }

    internal ProfilerOptions Options(double seconds = 300) => new() { TimeBudget = TimeSpan.FromSeconds(seconds), TimeProvider = Clock, IdleTime = TimeSpan.Zero };
}
