using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Statistics;

public sealed class EarlyStoppingTests
{
    private static readonly JsonElement Stats = Golden.Read("stats.json");

    [Test]
    public void MinQueries_EveryPercentile_EqualsMlperf()
    {
        foreach (JsonElement group in Stats.GetProperty("mlperf").EnumerateArray())
        {
            foreach (JsonElement pair in group.GetProperty("minQueries").EnumerateArray())
            {
                int[] row = pair.Ints();
                Assert.That(EarlyStopping.MinQueries(row[0], group.GetProperty("p").GetDouble()), Is.EqualTo(row[1]), $"{group.GetProperty("p")}: {row[0]}");
            }
        }
    }

    [Test]
    public void MaxOverLatency_Queries_EqualsMlperf()
    {
        foreach (JsonElement row in Stats.GetProperty("mlperfMaxOver").EnumerateArray())
            Assert.That(EarlyStopping.MaxOverLatency(row.GetProperty("q").GetInt32(), row.GetProperty("p").GetDouble()), Is.EqualTo(row.GetProperty("t").GetInt32()), row.ToString());
    }

    [Test]
    public void Estimate_HundredTwentyEightLatencies_IsTheFifthLargest()
    {
        double[] latencies = [.. Enumerable.Range(100, 128).Select(i => (double)i).Reverse()];
        JsonElement golden = Stats.GetProperty("mlperfEstimate");
        Assert.That(EarlyStopping.Estimate(latencies, 0.9), Is.EqualTo(golden.GetProperty("estimate").GetDouble()));
        Assert.That(Descriptive.Percentile(latencies, 90), Is.EqualTo(golden.GetProperty("p90").GetDouble()).Within(1e-9));
    }

    [Test]
    public void Estimate_FewerThanMlperfsMinimum_IsNaN()
    {
        Assert.That(EarlyStopping.Estimate(new double[63], 0.9), Is.NaN);
        Assert.That(EarlyStopping.Estimate(new double[64], 0.9), Is.Zero);
        Assert.That(EarlyStopping.Estimate([], 0.9), Is.NaN);
        Assert.That(EarlyStopping.Estimate([.. new double[64], double.NaN], 0.9), Is.NaN);
    }

    [Test]
    public void Arguments_OutOfRange_Throw()
    {
        Assert.That(() => EarlyStopping.MinQueries(0, 90), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => EarlyStopping.MinQueries(-1, 0.9), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => EarlyStopping.MaxOverLatency(10, 0.9, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
