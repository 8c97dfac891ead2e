using EdgeReasoning.Benchmarks.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Statistics;

namespace EdgeReasoning.Benchmarks.Profile;

/// <summary>Predicted against measured, as tables.</summary>
internal static class ProfileReport
{
    public static string ToMarkdown(IReadOnlyList<HeldOutPoint> points)
    {
        FormattableString[] rows = [.. points.GroupBy(point => (point.Model, point.Phase, point.Layout, point.Sequences))
            .OrderBy(group => group.Key.Model).ThenByDescending(group => group.Key.Phase).ThenBy(group => group.Key.Layout).ThenBy(group => group.Key.Sequences)
            .Select(group => Row($"{group.Key.Model}, {group.Key.Phase}, {group.Key.Layout}, {group.Key.Sequences}", [.. group]))];
        FormattableString[] all = [.. points.GroupBy(point => (point.Model, point.Phase)).Select(group => Row($"{group.Key.Model}, all {group.Key.Phase}", [.. group]))];
        FormattableString[] layouts = [.. points.Where(point => point.Phase == "decode" && point.Sequences > 1).GroupBy(point => (point.Model, point.Sequences)).Select(Layouts)];
        return MarkdownTable.Of("model, phase, KV memory, sequences|points|MAPE|median off|in the 90 % interval|half width", [.. rows, .. all])
            + "\n" + MarkdownTable.Of("model, sequences|prompts|faster layout predicted right|where they differ by more than 5 %", layouts);
    }

    private static FormattableString Row(string name, HeldOutPoint[] points)
    {
        double mape = points.Average(point => Math.Abs(point.RelativeError));
        double median = Descriptive.Median([.. points.Select(point => point.RelativeError)]);
        return $"{name}|{points.Length}|{100 * mape:0.0} %|{100 * median:+0.0;-0.0;0.0} %|{100 * points.Average(point => point.IsCovered ? 1.0 : 0):0} %|{100 * points.Average(point => point.HalfWidth):0.0} %";
    }

    // Repeats of one prompt are compared by their medians.
    private static FormattableString Layouts(IGrouping<(string Model, int Sequences), HeldOutPoint> group)
    {
        (double Measured, double Predicted)[] ratios = [.. group.GroupBy(point => point.PromptTokens)
            .Where(prompt => prompt.Select(point => point.Layout).Distinct().Count() == 2)
            .Select(prompt => (Ratio(prompt, point => point.Measured), Ratio(prompt, point => point.Predicted)))];
        (double Measured, double Predicted)[] clear = [.. ratios.Where(ratio => Math.Abs(Math.Log(ratio.Measured)) > Math.Log(1.05))];
        return $"{group.Key.Model}, {group.Key.Sequences}|{ratios.Length}|{ratios.Count(Right)}|{clear.Count(Right)} of {clear.Length}";

        static bool Right((double Measured, double Predicted) ratio) => (ratio.Measured > 1) == (ratio.Predicted > 1);

        static double Ratio(IEnumerable<HeldOutPoint> prompt, Func<HeldOutPoint, double> seconds)
            => Median(prompt, KvLayout.Unified, seconds) / Median(prompt, KvLayout.Separate, seconds);

        static double Median(IEnumerable<HeldOutPoint> prompt, KvLayout layout, Func<HeldOutPoint, double> seconds)
            => Descriptive.Median([.. prompt.Where(point => point.Layout == layout).Select(seconds)]);
    }
}
