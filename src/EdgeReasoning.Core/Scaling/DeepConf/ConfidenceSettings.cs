using EdgeReasoning.Statistics;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>What both DeepConf policies share.</summary>
internal static class ConfidenceSettings
{
    // The paper's window of 2048 tokens is a sixteenth of its 32k; edge budgets are short, and an eighth still smooths.
    private const int WindowsPerBudget = 8, ShortestWindow = 16, LongestWindow = 2048;

    public static void Check(double keep, int? window, int topK)
    {
        if (keep is not (> 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(keep), keep, "Keep a share of the traces above 0, and at most 1; 0.9 for nine of ten.");
        if (window < 1) throw new ArgumentOutOfRangeException(nameof(window), window, "A group has at least 1 token; leave the window null for one that suits the budget.");
        ArgumentOutOfRangeException.ThrowIfLessThan(topK, 1);
    }

    public static int Window(int? set, ITraceSource source, IEnumerable<Trace> traces)
    {
        if (set is { } window) return window;
        double budget = source.ThinkingLimit ?? Descriptive.Median([.. traces.Select(trace => (double)trace.Tokens.Count)]);
        return (int)Math.Clamp(double.IsNaN(budget) ? 0 : budget / WindowsPerBudget, ShortestWindow, LongestWindow);
    }

    /// <summary>The confidence that a share of the traces reaches: the linear percentile.</summary>
    public static double Threshold(IEnumerable<double> confidences, double keep) =>
        Descriptive.Percentile([.. confidences.Where(confidence => !double.IsNaN(confidence))], 100 * (1 - keep));
}
