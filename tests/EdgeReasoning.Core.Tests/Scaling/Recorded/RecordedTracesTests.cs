using EdgeReasoning.Budgets;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Scaling;

public sealed class RecordedTracesTests
{
    private sealed class Anything : BudgetPolicy
    {
        protected internal override BudgetMeter Start(BudgetContext context) => BudgetMeter.Idle;
    }

    [Test]
    public async Task SampleAsync_DifferentLengths_ComeAsTheyFinish()
    {
        RecordedTraces source = ScalingData.Source("A:5 B:2 C:9 D:2");
        Assert.That(await Indices(source.SampleAsync(4)), Is.EqualTo(new[] { 1, 3, 0, 2 }));
        Assert.That((source.Steps, source.OutputTokens, source.Started, source.Delivered), Is.EqualTo((9L, 18L, 4, 4)));
        Assert.That((source.ParallelTraces, source.TimeLeft, source.Seconds), Is.EqualTo((4, (TimeSpan?)null, (double?)null)));
    }

    [Test]
    public async Task SampleAsync_MoreThanFit_TakeTurns()
    {
        // Two at once: 0 and 1; 2 follows 1 at step 2 and ends at 6; 3 follows 0 at step 5 and ends at 7.
        RecordedTraces source = ScalingData.Source("A:5 B:2 C:4 D:2", 2);
        Assert.That(await Indices(source.SampleAsync(4)), Is.EqualTo(new[] { 1, 0, 2, 3 }));
        Assert.That((source.Steps, source.OutputTokens), Is.EqualTo((7L, 13L)));
    }

    [Test]
    public async Task SampleAsync_LoopLeft_CountsTheTokensUntilThere()
    {
        RecordedTraces source = ScalingData.Source("A:5 B:2 C:9 D:4", 3);
        await foreach (Trace trace in source.SampleAsync(4))
        {
            if (trace.Index == 0) break;
        }

        // At step 5: 5 of A, 2 of B, 5 of C, 3 of D, which began at step 2.
        Assert.That((source.Steps, source.OutputTokens, source.Started, source.Delivered), Is.EqualTo((5L, 15L, 4, 2)));
    }

    [Test]
    public async Task SampleAsync_SecondCall_TakesTheNextNumbers()
    {
        RecordedTraces source = ScalingData.Source("A:5 B:2 C:9 D:4");
        await foreach (Trace _ in source.SampleAsync(2)) break;
        Assert.That(await Indices(source.SampleAsync(2)), Is.EqualTo(new[] { 3, 2 }));
        Assert.That(source.OutputTokens, Is.EqualTo(2 + 2 + 9 + 4));
    }

    [Test]
    public async Task SampleAsync_StoredIndices_AreReplacedByPlaces()
    {
        Trace[] traces = [ScalingData.Trace(40, "A"), ScalingData.Trace(7, "B")];
        Assert.That(await Indices(new RecordedTraces(traces).SampleAsync(2)), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public async Task SampleAsync_StepSeconds_KeepTime()
    {
        // Two sequences for 2 steps of 0.3 s, then one for 3 of 0.2 s.
        var source = new RecordedTraces(ScalingData.Traces("A:5 B:2"), new RecordedTracesOptions { StepSeconds = live => 0.1 + (0.1 * live), Deadline = TimeSpan.FromSeconds(9) });
        await Indices(source.SampleAsync(2));
        Assert.That(source.Seconds, Is.EqualTo(1.2).Within(1e-12));
        Assert.That(source.TimeLeft!.Value.TotalSeconds, Is.EqualTo(7.8).Within(1e-6));
    }

    [Test]
    public async Task SampleAsync_Deadline_CutsWhatIsTooLate()
    {
        var source = new RecordedTraces(ScalingData.Traces("A:5 B:2 C:9"), new RecordedTracesOptions { StepSeconds = _ => 0.1, Deadline = TimeSpan.FromSeconds(0.6) });
        Assert.That(await Indices(source.SampleAsync(3)), Is.EqualTo(new[] { 1, 0 }));
        Assert.That((source.Steps, source.OutputTokens), Is.EqualTo((6L, 13L)));
        Assert.That(source.TimeLeft, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void SampleAsync_CannotHonour_SaysWhy()
    {
        RecordedTraces source = ScalingData.Source("A B");
        Assert.That(() => source.SampleAsync(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => source.SampleAsync(3), Throws.InvalidOperationException.With.Message.Contains("2 of 2"));
        var options = new SampleOptions { Budget = TokenBudget.Create().With(new Anything()) };
        Assert.That(() => source.SampleAsync(1, options), Throws.InvalidOperationException.With.Message.Contains("budget"));
    }

    [Test]
    public async Task SampleAsync_SecondLoopInside_IsRefused()
    {
        RecordedTraces source = ScalingData.Source("A B C");
        await foreach (Trace _ in source.SampleAsync(1)) Assert.That(() => source.SampleAsync(1), Throws.InvalidOperationException);
        Assert.That(await Indices(source.SampleAsync(1)), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void RecordedTraces_WrongSettings_Throw()
    {
        Trace[] traces = ScalingData.Traces("A");
        Assert.That(() => new RecordedTraces([]), Throws.ArgumentException);
        Assert.That(() => new RecordedTraces(traces, new RecordedTracesOptions { ParallelTraces = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new RecordedTraces(traces, new RecordedTracesOptions { Deadline = TimeSpan.Zero }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new RecordedTraces(traces, new RecordedTracesOptions { Deadline = TimeSpan.FromSeconds(1) }), Throws.ArgumentException);
    }

    private static async Task<int[]> Indices(IAsyncEnumerable<Trace> traces)
    {
        var indices = new List<int>();
        await foreach (Trace trace in traces) indices.Add(trace.Index);
        return [.. indices];
    }
}
