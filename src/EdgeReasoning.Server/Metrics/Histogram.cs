using System.Globalization;
using System.Text;

namespace EdgeReasoning.Server.Metrics;

/// <summary>How long something took, in seconds, in buckets from 5 ms to 10 minutes.</summary>
internal sealed class Histogram(string name, string help, string label) : Metric(name, help, "histogram")
{
    private static readonly double[] s_bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];

    private readonly SortedDictionary<string, Series> _series = new(StringComparer.Ordinal);

    public void Observe(double seconds, string value)
    {
        lock (_series)
        {
            if (!_series.TryGetValue(value, out Series? series)) _series[value] = series = new Series();
            series.Sum += seconds;
            series.Count++;
            int bucket = Array.FindIndex(s_bounds, bound => seconds <= bound);
            if (bucket >= 0) series.Buckets[bucket]++;
        }
    }

    public override void WriteSeries(StringBuilder text)
    {
        lock (_series)
        {
            foreach ((string value, Series series) in _series)
            {
                long below = 0;
                for (var i = 0; i < s_bounds.Length; i++)
                {
                    below += series.Buckets[i];
                    Bucket(value, s_bounds[i].ToString(CultureInfo.InvariantCulture), below);
                }

                Bucket(value, "+Inf", series.Count);
                string labels = Labels([label], [value]);
                text.Append(CultureInfo.InvariantCulture, $"{Name}_sum{labels} {series.Sum}\n{Name}_count{labels} {series.Count}\n");
            }
        }

        void Bucket(string value, string bound, long count) => text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{Labels([label, "le"], [value, bound])} {count}\n");
    }

    private sealed class Series
    {
        public double Sum { get; set; }

        public long Count { get; set; }

        public long[] Buckets { get; } = new long[s_bounds.Length];
    }
}
