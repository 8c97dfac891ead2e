using EdgeReasoning.Statistics;

namespace EdgeReasoning.Evaluation;

/// <summary>Two configurations on the same questions. Differences are the first less the second.</summary>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
/// <param name="Accuracy">Difference in accuracy, between -1 and 1, with its bootstrap interval.</param>
/// <param name="McNemar">Whether they answer different questions right than chance would have it, by the exact test.</param>
/// <param name="Seconds">Difference in mean seconds, with its bootstrap interval; null where their times are of different devices, or one's are measured and the other's predicted.</param>
public sealed record ConfigurationComparison(ConfigurationResult First, ConfigurationResult Second, BootstrapResult Accuracy, McNemarResult McNemar, BootstrapResult? Seconds)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{First.Configuration.Name} against {Second.Configuration.Name}: {100 * Accuracy.Estimate:+0.0;-0.0;0.0} points ({100 * Accuracy.Interval.Lower:F1} to {100 * Accuracy.Interval.Upper:F1}), p = {McNemar.PValue:G2}");
}
