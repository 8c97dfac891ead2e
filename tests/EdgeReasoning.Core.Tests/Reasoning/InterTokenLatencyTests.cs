using EdgeReasoning.Reasoning;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

public sealed class InterTokenLatencyTests
{
    // Percentiles of 1…10 by linear interpolation, NumPy's default: shared golden vectors, G10 (stats.json).
    [Test]
    public void Summarize_OneToTen_GivesNumpyPercentiles()
    {
        InterTokenLatency latency = InterTokenLatency.Summarize([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])!;
        Assert.Multiple(() =>
        {
            Assert.That(latency.Count, Is.EqualTo(10));
            Assert.That(latency.Mean.TotalSeconds, Is.EqualTo(5.5).Within(1e-6));
            Assert.That(latency.Median.TotalSeconds, Is.EqualTo(5.5).Within(1e-6));
            Assert.That(latency.P90.TotalSeconds, Is.EqualTo(9.1).Within(1e-5));
            Assert.That(latency.P99.TotalSeconds, Is.EqualTo(9.91).Within(1e-5));
            Assert.That(latency.Max.TotalSeconds, Is.EqualTo(10));
        });
    }

    [Test]
    public void Summarize_OneGap_IsThatGapEverywhere()
    {
        InterTokenLatency latency = InterTokenLatency.Summarize([0.25])!;
        Assert.That(new[] { latency.Mean, latency.Median, latency.P90, latency.P99, latency.Max }, Has.All.EqualTo(TimeSpan.FromSeconds(0.25)));
    }

    [Test]
    public void Summarize_NoGaps_IsNull() => Assert.That(InterTokenLatency.Summarize([]), Is.Null);
}
