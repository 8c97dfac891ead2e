using System.Globalization;
using EdgeReasoning.Server.Metrics;
using NUnit.Framework;

namespace EdgeReasoning.Server.Tests.Metrics;

public sealed class PrometheusTextTests
{
    [Test]
    public void Write_EveryKindUnderACommaCulture_IsPrometheusText()
    {
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        var counter = new Counter("a_total", "Counts.", "model", "status");
        counter.Add(2, "x\"\\\n", "200");
        counter.Add(1, "x\"\\\n", "200");
        var histogram = new Histogram("b_seconds", "Times.", "model");
        histogram.Observe(0.02, "m");
        histogram.Observe(700, "m");
        string[] lines = new PrometheusText([counter, new Gauge("c", "Now.", () => 7), histogram]).Write().Split('\n');
        Assert.That(lines.Take(6), Is.EqualTo(new[]
        {
            "# HELP a_total Counts.", "# TYPE a_total counter", """a_total{model="x\"\\\n",status="200"} 3""",
            "# HELP c Now.", "# TYPE c gauge", "c 7",
        }));
        Assert.That(lines, Does.Contain("""b_seconds_bucket{model="m",le="0.01"} 0"""));
        Assert.That(lines, Does.Contain("""b_seconds_bucket{model="m",le="0.025"} 1"""));
        Assert.That(lines, Does.Contain("""b_seconds_bucket{model="m",le="600"} 1"""));
        Assert.That(lines, Does.Contain("""b_seconds_bucket{model="m",le="+Inf"} 2"""));
        Assert.That(lines, Does.Contain("""b_seconds_sum{model="m"} 700.02"""));
        Assert.That(lines, Does.Contain("""b_seconds_count{model="m"} 2"""));
    }
}
