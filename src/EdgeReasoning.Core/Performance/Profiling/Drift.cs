using EdgeReasoning.Statistics;

namespace EdgeReasoning.Performance;

/// <summary>How much the device changed while it was measured.</summary>
internal static class Drift
{
    /// <summary>A change of more than this share is worth a note.</summary>
    internal const double Notable = 0.05;

    private const int LeastReferences = 4, MostReferences = 400;

    /// <summary>The reference at the end over that at the begin, on the line through the median slope of all pairs (Theil 1950, Sen 1968).</summary>
    internal static double? Ratio(IReadOnlyList<ReferenceSample> references)
    {
        if (references.Count < LeastReferences) return null;
        int stride = (references.Count + MostReferences - 1) / MostReferences;
        ReferenceSample[] kept = [.. references.Where((_, i) => i % stride == 0).OrderBy(reference => reference.AtSeconds)];
        List<double> slopes = [];
        for (int i = 0; i < kept.Length; i++)
        {
            for (int j = i + 1; j < kept.Length; j++)
            {
                double seconds = kept[j].AtSeconds - kept[i].AtSeconds;
                if (seconds > 0) slopes.Add((kept[j].StepSeconds - kept[i].StepSeconds) / seconds);
            }
        }

        if (slopes.Count == 0) return null;
        double slope = Descriptive.Median([.. slopes]);
        double level = Descriptive.Median([.. kept.Select(reference => reference.StepSeconds - (slope * reference.AtSeconds))]);
        double begin = level + (slope * kept[0].AtSeconds), end = level + (slope * kept[^1].AtSeconds);
        return begin > 0 && end > 0 ? end / begin : null;
    }
}
