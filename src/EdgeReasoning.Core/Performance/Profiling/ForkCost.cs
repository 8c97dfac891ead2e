namespace EdgeReasoning.Performance;

/// <summary>What copying a prompt into another sequence costs, by what forks and the step after them took beyond a usual step.</summary>
internal static class ForkCost
{
    /// <summary>Seconds per copied token: least absolute deviations through the origin, which is the weighted median of the ratios. Never below 0.</summary>
    internal static double Fit(ParallelDecodeModel model, IReadOnlyList<DecodeSample> samples)
    {
        (double Ratio, double Weight)[] points = [.. samples.Select(sample =>
        {
            double copied = (double)sample.Sequences * sample.PromptTokens;
            double extra = sample.ForkSeconds + sample.FirstStepSeconds - model.PredictStepSeconds(sample.Sequences, sample.PromptTokens, 1);
            return (extra / copied, copied);
        }).OrderBy(point => point.Item1)];
        double half = points.Sum(point => point.Weight) / 2, seen = 0;
        foreach ((double ratio, double weight) in points)
        {
            seen += weight;
            if (seen >= half) return Math.Max(0, ratio);
        }

        return 0;
    }
}
