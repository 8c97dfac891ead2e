using System.Globalization;
using System.Text;

namespace EdgeReasoning.Server.Metrics;

/// <summary>What something is now.</summary>
internal sealed class Gauge(string name, string help, Func<int> read) : Metric(name, help, "gauge")
{
    public override void WriteSeries(StringBuilder text) => text.Append(CultureInfo.InvariantCulture, $"{Name} {read()}\n");
}
