namespace EdgeReasoning.Statistics;

/// <summary>
/// What k samples would have scored, estimated without bias from n ≥ k samples that were taken once. Every estimate is the exact expectation over
/// all subsets of k of the n samples, computed from positive terms only: no enumeration, no overflow, no cancellation, for n into the thousands.
/// </summary>
public static class RepeatedSampling
{
    /// <summary>
    /// pass@k: the probability that at least one of k samples is correct, 1 − C(n − c, k) / C(n, k)
    /// (Chen et al., <i>Evaluating Large Language Models Trained on Code</i>, 2021).
    /// </summary>
    /// <param name="samples">Samples taken, n, at least 1.</param>
    /// <param name="correct">Correct ones among them, c, from 0 to n.</param>
    /// <param name="k">Samples to score, from 1 to n.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of its range.</exception>
    public static double PassAtK(int samples, int correct, int k) => AtLeast(Hypergeometric(samples, correct, k), 1);

    /// <summary>
    /// G-Pass@k with threshold τ: the probability that at least ⌈τ·k⌉ of k samples, and at least one, are correct
    /// (Liu et al., <i>Are Your LLMs Capable of Stable Reasoning?</i>, 2024). τ = 0 is pass@k; τ = 1 asks for all k.
    /// </summary>
    /// <param name="samples">Samples taken, n, at least 1.</param>
    /// <param name="correct">Correct ones among them, from 0 to n.</param>
    /// <param name="k">Samples to score, from 1 to n.</param>
    /// <param name="threshold">The share τ of the k samples that must be correct, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static double GPassAtK(int samples, int correct, int k, double threshold)
    {
        if (threshold is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold is a share of the samples, from 0 to 1.");
        // A τ of 3/7 times 7 may come out a hair above 3, which must not ask for a fourth.
        int needed = (int)Math.Ceiling((threshold * k) - 1e-9);
        return AtLeast(Hypergeometric(samples, correct, k), Math.Max(1, needed));
    }

    /// <summary>
    /// mG-Pass@k: the mean of G-Pass@k over thresholds above one half, (2/k) Σ G-Pass@k at i/k for i from ⌈k/2⌉ + 1 to k (Liu et al., 2024).
    /// </summary>
    /// <param name="samples">Samples taken, n, at least 1.</param>
    /// <param name="correct">Correct ones among them, from 0 to n.</param>
    /// <param name="k">Samples to score, from 1 to n. For k = 1 there is no threshold above one half, and the value is 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of its range.</exception>
    public static double MeanGPassAtK(int samples, int correct, int k)
    {
        double[] drawn = Hypergeometric(samples, correct, k);
        double sum = 0;
        for (int i = ((k + 1) / 2) + 1; i <= k; i++) sum += AtLeast(drawn, i);
        return 2 * sum / k;
    }

    /// <summary>
    /// majority@k: the expected score of a plurality vote of k samples. A tie of T answers scores 1/T if the correct one is among them;
    /// unparsed samples are drawn but do not vote; a vote without any valid answer scores 0.
    /// </summary>
    /// <remarks>
    /// The subsets are counted with one generating function for each number of votes m that the correct answer may have: every other answer
    /// contributes Σ C(cᵢ, j) xʲ for j &lt; m and t·C(cᵢ, m) xᵐ for a tie. Time O(k² · n) at the worst.
    /// </remarks>
    /// <param name="counts">How many samples gave each distinct valid answer.</param>
    /// <param name="correct">The index of the correct answer in <paramref name="counts"/>; its count may be 0.</param>
    /// <param name="unparsed">Samples without a valid answer.</param>
    /// <param name="k">Samples in the vote, from 1 to the number taken.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or an index or <paramref name="k"/> out of range.</exception>
    public static double MajorityAtK(ReadOnlySpan<int> counts, int correct, int unparsed, int k)
    {
        CheckIndex(counts.Length, correct);
        ArgumentOutOfRangeException.ThrowIfNegative(unparsed);
        int samples = unparsed;
        foreach (int count in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));
            samples = checked(samples + count);
        }

        CheckDraw(samples, k);
        // Independent binomial draws, given that they sum to k, are a draw of k without replacement, whatever their common rate.
        // A rate near k/n keeps all weights near their largest where it matters.
        double odds = (k + 0.5) / (samples - k + 0.5);
        double[][] weights = new double[counts.Length][];
        for (int i = 0; i < weights.Length; i++) weights[i] = DrawWeights.Binomial(counts[i], odds, k);
        return PluralityVote.ExpectedScore(weights, correct, DrawWeights.Binomial(unparsed, odds, k), k);
    }

    /// <summary>
    /// The value of majority@k when samples are drawn independently from known answer probabilities: what <see cref="MajorityAtK"/> tends to.
    /// </summary>
    /// <param name="probabilities">The probability of each distinct answer. What they leave to 1 is the probability of an unparsed sample.</param>
    /// <param name="correct">The index of the correct answer.</param>
    /// <param name="k">Samples in the vote, at least 1. Time grows with k³ and the number of answers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index or <paramref name="k"/> is out of range.</exception>
    /// <exception cref="ArgumentException">A probability is negative or NaN, or they sum to more than 1.</exception>
    public static double PopulationMajorityAtK(ReadOnlySpan<double> probabilities, int correct, int k)
    {
        CheckIndex(probabilities.Length, correct);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        double sum = 0;
        foreach (double p in probabilities)
        {
            if (!(p >= 0)) throw new ArgumentException($"A probability is at least 0; {p} is not.", nameof(probabilities));
            sum += p;
        }

        if (sum > 1 + 1e-9) throw new ArgumentException($"Probabilities sum to at most 1; these sum to {sum}.", nameof(probabilities));
        // Independent Poisson draws, given that they sum to k, are a multinomial draw of k.
        double[][] weights = new double[probabilities.Length][];
        for (int i = 0; i < weights.Length; i++) weights[i] = DrawWeights.Poisson(k * probabilities[i], k);
        double rest = 1 - sum;
        return PluralityVote.ExpectedScore(weights, correct, DrawWeights.Poisson(rest > 1e-12 ? k * rest : 0, k), k);
    }

    private static double[] Hypergeometric(int samples, int correct, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(correct);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(correct, samples);
        CheckDraw(samples, k);
        return DrawWeights.Hypergeometric(samples, correct, k);
    }

    private static double AtLeast(double[] weights, int least)
    {
        double tail = 0, all = 0;
        for (int j = weights.Length - 1; j >= 0; j--)
        {
            all += weights[j];
            if (j == least) tail = all;
        }

        return least >= weights.Length ? 0 : tail / all;
    }

    private static void CheckDraw(int samples, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (k > samples)
            throw new ArgumentOutOfRangeException(nameof(k), k, $"An unbiased estimate needs at least k samples; there are {samples}. Take more samples, or ask for a smaller k.");
    }

    private static void CheckIndex(int answers, int correct)
    {
        if ((uint)correct >= (uint)answers)
            throw new ArgumentOutOfRangeException(nameof(correct), correct, $"The index of the correct answer lies within the {answers} answers listed; add it with a count of 0 if nobody gave it.");
    }
}
