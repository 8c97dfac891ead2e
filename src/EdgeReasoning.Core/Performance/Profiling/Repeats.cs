using EdgeReasoning.Inference;
using EdgeReasoning.Statistics;
using MathNet.Numerics.Distributions;

namespace EdgeReasoning.Performance;

/// <summary>Which points of a grid were measured often enough.</summary>
internal sealed class Repeats
{
    /// <summary>Fewer values say nothing of their spread.</summary>
    private const int LeastRepeats = 3;

    private readonly ProfileGrid _grid;
    private readonly double _precision;
    private readonly Dictionary<(KvLayout Layout, int Level, int Sequences), List<double>> _values = [];
    private readonly HashSet<(KvLayout Layout, int Level, int Round)> _done = [];
    private readonly Dictionary<(KvLayout Layout, int Level), double> _seconds = [];

    internal Repeats(ProfileGrid grid, double precision, IEnumerable<PrefillSample> prefills, IEnumerable<DecodeSample> decodes)
    {
        (_grid, _precision) = (grid, precision);
        foreach (IGrouping<(KvLayout Layout, int Level, int Round), DecodeSample> visit in decodes.GroupBy(sample => (sample.Layout, sample.Level, sample.Round)))
        {
            Add(prefills.First(sample => (sample.Layout, sample.Level, sample.Round) == visit.Key), [.. visit]);
        }
    }

    /// <summary>Takes the points of one visit: a prompt of the grid in one round.</summary>
    internal void Add(PrefillSample prefill, IReadOnlyList<DecodeSample> decodes)
    {
        // Per token, since the prompt varies from round to round. A prefill is at 0 sequences.
        Values((prefill.Layout, prefill.Level, 0)).Add(prefill.Seconds / prefill.PromptTokens);
        foreach (DecodeSample sample in decodes) Values((sample.Layout, sample.Level, sample.Sequences)).Add(sample.StepSeconds);
        _done.Add((prefill.Layout, prefill.Level, prefill.Round));
        _seconds[(prefill.Layout, prefill.Level)] = prefill.Seconds + decodes.Sum(sample => sample.TotalSeconds());
    }

    internal bool IsDone(KvLayout layout, int level, int round) => _done.Contains((layout, level, round));

    /// <summary>Seconds that the last visit took; 0 before the first.</summary>
    internal double SecondsOf(KvLayout layout, int level) => _seconds.GetValueOrDefault((layout, level));

    /// <summary>Whether the prefill of a prompt needs more repeats.</summary>
    internal bool NeedsPrefill(KvLayout layout, int level) => IsOpen((layout, level, 0));

    /// <summary>The numbers of sequences that need more repeats.</summary>
    internal int[] NeededCounts(KvLayout layout, int level) => [.. _grid.SequenceCounts.Where(count => IsOpen((layout, level, count)))];

    /// <summary>The interval of the median: normal theory with the median absolute deviation, so that one stall does not keep a point open.</summary>
    private bool IsOpen((KvLayout Layout, int Level, int Sequences) point)
    {
        double[] values = [.. Values(point)];
        if (values.Length < LeastRepeats) return true;
        double median = Descriptive.Median(values);
        double deviation = 1.4826 * Descriptive.Median([.. values.Select(value => Math.Abs(value - median))]);
        double standardError = Math.Sqrt(Math.PI / 2) * deviation / Math.Sqrt(values.Length);
        return StudentT.InvCDF(0, 1, values.Length - 1, 0.95) * standardError > _precision * median;
    }

    private List<double> Values((KvLayout Layout, int Level, int Sequences) point)
    {
        if (!_values.TryGetValue(point, out List<double>? values)) _values[point] = values = [];
        return values;
    }
}
