using System.Text;

namespace EdgeReasoning.Server.Metrics;

/// <summary>Writes metrics in Prometheus' text format, version 0.0.4.</summary>
internal sealed class PrometheusText(IReadOnlyList<Metric> metrics)
{
    public string Write()
    {
        var text = new StringBuilder();
        foreach (Metric metric in metrics)
        {
            text.Append("# HELP ").Append(metric.Name).Append(' ').Append(metric.Help).Append('\n');
            text.Append("# TYPE ").Append(metric.Name).Append(' ').Append(metric.Type).Append('\n');
            metric.WriteSeries(text);
        }

        return text.ToString();
    }
}
