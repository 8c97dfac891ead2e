using EdgeReasoning.Inference;

namespace EdgeReasoning.Core.Tests.Inference;

/// <summary>What the sampler promises, the slow way: everything sorted, everything in double precision.</summary>
internal static class ReferenceSampler
{
    /// <summary>The probability of each token, 0 for those truncated; null where a cut lies too close to a tie in the sums to be told.</summary>
    public static double[]? Probabilities(ReadOnlySpan<float> logits, SamplingOptions options, ReadOnlySpan<int> history = default)
    {
        float[] adjusted = Adjust(logits, options, history);
        float largest = adjusted.Max();
        if (options.Temperature == 0)
            return OneHot(adjusted.Length, Array.IndexOf(adjusted, largest));

        double[] weights = [.. adjusted.Select(logit => Weight(logit, largest, options.Temperature))];
        int[] order = [.. Enumerable.Range(0, weights.Length).Where(i => weights[i] > 0).OrderByDescending(i => adjusted[i]).ThenBy(i => i)];
        if (options.TopK > 0) order = [.. order.Take(options.TopK)];

        double total = order.Sum(i => weights[i]), cumulative = 0;
        int kept = order.Length;
        if (options.TopP < 1)
        {
            for (kept = 0; kept < order.Length && cumulative < options.TopP * total; kept++)
            {
                cumulative += weights[order[kept]];
                if (Math.Abs((cumulative / total) - options.TopP) < 1e-6) return null;
            }
        }
        order = [.. order.Take(kept).Where(i => weights[i] >= options.MinP)];
        if (order.Any(i => Math.Abs(weights[i] - options.MinP) < 1e-9 && options.MinP > 0)) return null;

        double mass = order.Sum(i => weights[i]);
        var probabilities = new double[weights.Length];
        foreach (int i in order) probabilities[i] = weights[i] / mass;
        return probabilities;
    }

    /// <summary>The log-probability of each token by the raw logits.</summary>
    public static double[] LogProbabilities(ReadOnlySpan<float> logits)
    {
        double[] values = [.. logits.ToArray().Select(x => (double)x)];
        double largest = values.Max();
        double logSum = largest + Math.Log(values.Sum(x => Math.Exp(x - largest)));
        return [.. values.Select(x => x - logSum)];
    }

    private static double Weight(float logit, float largest, float temperature) =>
        float.IsPositiveInfinity(largest) ? (float.IsPositiveInfinity(logit) ? 1 : 0) : Math.Exp(((double)logit - largest) / temperature);

    private static float[] Adjust(ReadOnlySpan<float> logits, SamplingOptions options, ReadOnlySpan<int> history)
    {
        float[] adjusted = logits.ToArray();
        foreach ((int token, float bias) in options.LogitBias ?? new Dictionary<int, float>())
            adjusted[token] = float.IsNegativeInfinity(bias) ? bias : adjusted[token] + bias;
        foreach (int token in history.ToArray().TakeLast(options.PenaltyWindow).Distinct())
            adjusted[token] = adjusted[token] > 0 ? adjusted[token] / options.RepetitionPenalty : adjusted[token] * options.RepetitionPenalty;
        return adjusted;
    }

    private static double[] OneHot(int length, int token)
    {
        var probabilities = new double[length];
        probabilities[token] = 1;
        return probabilities;
    }
}
