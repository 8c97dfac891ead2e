using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>
/// How confident a trace is, from the confidence of its tokens (Fu et al., <i>Deep Think with Confidence</i>, 2025): −1/k Σ of the k largest
/// log-probabilities, which is the larger the more peaked the distribution. Tokens that the model did not choose (NaN) are left out.
/// A group is a window that moves by one token; a trace shorter than the window is one group. NaN for a trace without confidences.
/// </summary>
public static class TraceConfidence
{
    /// <summary>The mean over all tokens.</summary>
    /// <param name="confidences">Confidences in the order of the tokens.</param>
    public static double Mean(IEnumerable<float> confidences)
    {
        ArgumentNullException.ThrowIfNull(confidences);
        float[] chosen = Chosen(confidences);
        return chosen.Length == 0 ? double.NaN : chosen.Sum(confidence => (double)confidence) / chosen.Length;
    }

    /// <summary>The mean of each group, in order.</summary>
    /// <param name="confidences">Confidences in the order of the tokens.</param>
    /// <param name="window">Tokens in a group, at least 1.</param>
    public static IReadOnlyList<double> Groups(IEnumerable<float> confidences, int window)
    {
        ArgumentNullException.ThrowIfNull(confidences);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        float[] chosen = Chosen(confidences);
        if (chosen.Length == 0) return [];
        var group = new GroupWindow(Math.Min(window, chosen.Length));
        var means = new List<double>(chosen.Length);
        foreach (float confidence in chosen)
        {
            group.Add(confidence);
            if (group.IsFull) means.Add(group.Mean);
        }

        return means;
    }

    /// <summary>The mean of the last tokens.</summary>
    /// <param name="confidences">Confidences in the order of the tokens.</param>
    /// <param name="window">How many tokens, at least 1; all of a trace that has fewer.</param>
    public static double Tail(IEnumerable<float> confidences, int window) => Groups(confidences, window) is [.., double last] ? last : double.NaN;

    /// <summary>The least confident group.</summary>
    /// <param name="confidences">Confidences in the order of the tokens.</param>
    /// <param name="window">Tokens in a group, at least 1.</param>
    public static double LowestGroup(IEnumerable<float> confidences, int window) => LowestGroups(confidences, window, 0);

    /// <summary>The mean of the least confident groups.</summary>
    /// <param name="confidences">Confidences in the order of the tokens.</param>
    /// <param name="window">Tokens in a group, at least 1.</param>
    /// <param name="share">Which share of the groups, from 0 to 1, rounded down, but at least one group.</param>
    public static double LowestGroups(IEnumerable<float> confidences, int window, double share)
    {
        if (share is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1; give 0.1 for a tenth.");
        IReadOnlyList<double> groups = Groups(confidences, window);
        return groups.Count == 0 ? double.NaN : groups.Order().Take(Math.Max(1, (int)(groups.Count * share))).Average();
    }

    /// <summary>One number for a trace.</summary>
    internal static double Of(Trace trace, ConfidenceMeasure measure, int window)
    {
        IReadOnlyList<float> confidences = Require(trace);
        return measure switch
        {
            ConfidenceMeasure.LowestTenth => LowestGroups(confidences, window, 0.1),
            ConfidenceMeasure.LowestGroup => LowestGroup(confidences, window),
            ConfidenceMeasure.Tail => Tail(confidences, window),
            _ => Mean(confidences),
        };
    }

    internal static IReadOnlyList<float> Require(Trace trace) => trace.Confidences
        ?? throw new InvalidOperationException($"Trace {trace.Index} has no confidences. Take it from a source that keeps them: an engine does when asked, stored traces need to have been sampled with {nameof(SampleOptions.ConfidenceTopK)}.");

    private static float[] Chosen(IEnumerable<float> confidences) => [.. confidences.Where(confidence => !float.IsNaN(confidence))];
}
