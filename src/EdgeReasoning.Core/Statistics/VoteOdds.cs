using MathNet.Numerics;

namespace EdgeReasoning.Statistics;

/// <summary>
/// How sure a vote is while samples are still being drawn: the probability that the leader is the most likely answer, or that it stays ahead.
/// All terms are positive and scaled, so nothing overflows or cancels, for thousands of votes.
/// </summary>
public static class VoteOdds
{
    /// <summary>
    /// The probability that the leader is likelier than the runner-up: the mass above one half of Beta(leader + 1, runnerUp + 1), which is
    /// Σ C(n, j) / 2ⁿ for j up to the leader's votes and n = leader + runnerUp + 1
    /// (Aggarwal et al., <i>Let's Sample Step by Step: Adaptive-Consistency</i>, 2023). Exact to a few roundings.
    /// </summary>
    /// <param name="leader">Votes of the leader, at least 0.</param>
    /// <param name="runnerUp">Votes of the runner-up, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double LeaderOverRunnerUp(int leader, int runnerUp)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(leader);
        ArgumentOutOfRangeException.ThrowIfNegative(runnerUp);
        int n = checked(leader + runnerUp + 1);
        double[] weights = DrawWeights.Binomial(n, 1, n);
        // The smaller of the two tails, which are mirror images: it keeps every digit of a probability close to 0 or 1.
        double tail = 0;
        for (int j = 0; j <= Math.Min(leader, runnerUp); j++) tail += weights[j];
        return leader >= runnerUp ? 1 - tail : tail;
    }

    /// <summary>
    /// The probability that the first answer is the most likely of all: that the first parameter of Dirichlet(counts + 1) is the largest.
    /// </summary>
    /// <remarks>
    /// Dirichlet parameters are independent gamma variables over their sum, so this is ∫ g(t; a₁) Π G(t; aⱼ) dt. In log t the integrand is
    /// analytic and falls off faster than exponentially on both sides, where the trapezoidal rule converges geometrically
    /// (Trefethen and Weideman, <i>The Exponentially Convergent Trapezoidal Rule</i>, 2014): about 1e-13 with a hundred nodes.
    /// </remarks>
    /// <param name="counts">Votes of each answer that is possible, the leader first; 0 for one without votes. At least 1 answer.</param>
    /// <exception cref="ArgumentException">There are no counts.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double FirstIsMostLikely(ReadOnlySpan<int> counts)
    {
        CheckCounts(counts);
        if (counts.Length == 1) return 1;
        if (counts.Length == 2) return LeaderOverRunnerUp(counts[0], counts[1]);

        int largest = counts[0];
        foreach (int count in counts) largest = Math.Max(largest, count);
        double step = 0.25 / Math.Sqrt(largest + 1), start = Math.Log(counts[0] + 1);
        double won = 0, all = 0;
        Sum(counts, start, step, ref won, ref all);
        Sum(counts, start - step, -step, ref won, ref all);
        // Over the sum of the density's own nodes, the rounding of its normalisation drops out.
        return Math.Min(1, won / all);
    }

    /// <summary>
    /// The probability that the first answer wins the plurality vote when <paramref name="remaining"/> more samples have voted: Dirichlet-multinomial
    /// with the same prior weight for each answer. Exact; time grows with the cube of all votes.
    /// </summary>
    /// <param name="counts">Votes of each answer that is possible, the leader first; 0 for one without votes. At least 1 answer.</param>
    /// <param name="remaining">Samples still to vote, at least 0.</param>
    /// <param name="ties">What a tie at the top is worth. Default <see cref="VoteTies.Shared"/>.</param>
    /// <param name="prior">Prior weight of each answer, above 0: 1 (the default) is uniform, ½ is Jeffreys'.</param>
    /// <exception cref="ArgumentException">There are no counts.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static double FirstWins(ReadOnlySpan<int> counts, int remaining, VoteTies ties = VoteTies.Shared, double prior = 1)
    {
        CheckCounts(counts);
        ArgumentOutOfRangeException.ThrowIfNegative(remaining);
        if (!(prior > 0) || !double.IsFinite(prior)) throw new ArgumentOutOfRangeException(nameof(prior), prior, "A prior weight is a finite number above 0.");
        int votes = remaining;
        foreach (int count in counts) votes = checked(votes + count);
        if (votes == 0) return ties switch { VoteTies.Won => 1, VoteTies.Lost => counts.Length == 1 ? 1 : 0, _ => 1.0 / counts.Length };

        // Independent negative binomial draws, given their sum, are a Dirichlet-multinomial draw, whatever their common odds.
        double odds = remaining / (votes + (prior * counts.Length));
        double[][] weights = new double[counts.Length][];
        for (int i = 0; i < weights.Length; i++)
        {
            double[] further = DrawWeights.NegativeBinomial(counts[i] + prior, odds, remaining);
            weights[i] = new double[counts[i] + remaining + 1];
            further.CopyTo(weights[i], counts[i]);
        }

        return PluralityVote.ExpectedScore(weights, 0, [1], votes, ties);
    }

    private static void Sum(ReadOnlySpan<int> counts, double start, double step, ref double won, ref double all)
    {
        double shape = counts[0] + 1, normal = SpecialFunctions.GammaLn(shape);
        for (double at = start; ; at += step)
        {
            double time = Math.Exp(at), density = Math.Exp((shape * at) - time - normal), product = density;
            for (int i = 1; i < counts.Length && product > 0; i++) product *= ReachedBy(counts[i] + 1, time);
            won += product;
            all += density;
            if (density <= all * 1e-18) return;
        }
    }

    /// <summary>The probability of at least <paramref name="events"/> events of a Poisson process by a time.</summary>
    private static double ReachedBy(int events, double time)
    {
        if (time < events)
        {
            double tail = 1, term = 1;
            for (int j = events + 1; term > tail * 1e-18; j++) tail += term *= time / j;
            return Math.Exp((events * Math.Log(time)) - time - SpecialFunctions.GammaLn(events + 1.0)) * tail;
        }

        double head = 1, part = 1;
        for (int j = events - 1; j > 0 && part > head * 1e-18; j--) head += part *= j / time;
        return Math.Max(0, 1 - (Math.Exp(((events - 1) * Math.Log(time)) - time - SpecialFunctions.GammaLn(events)) * head));
    }

    private static void CheckCounts(ReadOnlySpan<int> counts)
    {
        if (counts.IsEmpty) throw new ArgumentException("Give the votes of at least one answer.", nameof(counts));
        foreach (int count in counts) ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));
    }
}
