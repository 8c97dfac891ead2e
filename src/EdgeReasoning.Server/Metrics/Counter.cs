using System.Globalization;
using System.Text;

namespace EdgeReasoning.Server.Metrics;

/// <summary>Counts that only grow.</summary>
internal sealed class Counter(string name, string help, params string[] labels) : Metric(name, help, "counter")
{
    private readonly SortedDictionary<string, long> _series = new(StringComparer.Ordinal);

    public void Add(long amount, params string[] values)
    {
        string key = Labels(labels, values);
        lock (_series) _series[key] = _series.GetValueOrDefault(key) + amount;
    }

    public override void WriteSeries(StringBuilder text)
    {
        lock (_series)
        {
            foreach ((string series, long count) in _series) text.Append(CultureInfo.InvariantCulture, $"{Name}{series} {count}\n");
        }
    }
}
