using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Statistics;

public sealed class ServingLatencyTests
{
    private static readonly JsonElement Stats = Golden.Read("stats.json");

    [Test]
    public void FromTokenTimes_FiveTokens_EqualsGolden()
    {
        JsonElement golden = Stats.GetProperty("serving");
        // The first of the golden times is the request itself.
        double[] times = golden.GetProperty("times").Doubles()[1..];
        ServingLatency latency = ServingLatency.FromTokenTimes(times);
        Assert.That(latency.TimeToFirstToken, Is.EqualTo(golden.GetProperty("ttft").GetDouble()).Within(1e-12));
        Assert.That(latency.TimePerOutputToken, Is.EqualTo(golden.GetProperty("tpot").GetDouble()).Within(1e-12));
        Assert.That(latency.EndToEnd, Is.EqualTo(golden.GetProperty("e2e").GetDouble()).Within(1e-12));
        Assert.That(latency.TokensPerSecond, Is.EqualTo(golden.GetProperty("tps_user").GetDouble()).Within(1e-9));
        Assert.That(ServingLatency.InterTokenLatencies(times), Is.EqualTo(golden.GetProperty("itl").Doubles()).Within(1e-12));
    }

    [Test]
    public void FromTokenTimes_OneToken_HasNoTimeBetweenTokens()
    {
        ServingLatency latency = ServingLatency.FromTokenTimes([0.3]);
        Assert.That(latency.TimePerOutputToken, Is.NaN);
        Assert.That(new ServiceLevel { TimePerOutputToken = 0.01 }.IsMetBy(latency), Is.True);
        Assert.That(ServingLatency.InterTokenLatencies([0.3]), Is.Empty);
    }

    [TestCase(new double[0])]
    [TestCase(new[] { 0.2, 0.1 })]
    [TestCase(new[] { -0.1 })]
    [TestCase(new[] { double.NaN })]
    public void FromTokenTimes_NotTimes_Throws(double[] times) =>
        Assert.That(() => ServingLatency.FromTokenTimes(times), Throws.ArgumentException);

    [Test]
    public void Goodput_FourRequests_EqualsGolden()
    {
        JsonElement golden = Stats.GetProperty("goodput"), slo = golden.GetProperty("slo");
        var level = new ServiceLevel { TimeToFirstToken = slo.GetProperty("ttft").GetDouble(), TimePerOutputToken = slo.GetProperty("itl").GetDouble() };
        ServingLatency[] requests =
        [
            .. golden.GetProperty("requests").EnumerateArray()
                .Select(r => new ServingLatency(r.GetProperty("ttft").GetDouble(), r.GetProperty("itl").GetDouble(), 1)),
        ];
        Assert.That(requests.Count(level.IsMetBy), Is.EqualTo(golden.GetProperty("good").GetInt32()));
        Assert.That(level.Goodput(requests, golden.GetProperty("duration").GetDouble()), Is.EqualTo(golden.GetProperty("goodput").GetDouble()));
        Assert.That(() => level.Goodput(requests, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
