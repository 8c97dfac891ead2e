namespace EdgeReasoning.Statistics;

/// <summary>The expected score of a plurality vote of k independent draws whose number is given.</summary>
internal static class PluralityVote
{
    /// <param name="weights">By answer, the weight of its being drawn 0, 1, … times.</param>
    /// <param name="correct">The index of the correct answer.</param>
    /// <param name="silent">The weight of 0, 1, … draws that do not vote.</param>
    /// <param name="k">The draws in all.</param>
    /// <param name="ties">What a tie with others at the top scores.</param>
    public static double ExpectedScore(double[][] weights, int correct, double[] silent, int k, VoteTies ties = VoteTies.Shared)
    {
        double all = Total(weights, silent, k);
        double[] own = weights[correct];
        double won = 0;
        for (int votes = 1; votes < own.Length && votes <= k; votes++)
        {
            if (own[votes] > 0) won += own[votes] * AtTop(weights, correct, silent, k - votes, votes, ties);
        }

        return Math.Min(1, won / all);
    }

    private static double Total(double[][] weights, double[] silent, int k)
    {
        double[] sum = Truncate(silent, k);
        foreach (double[] answer in weights) sum = Multiply(sum, answer, answer.Length - 1, k);
        return k < sum.Length ? sum[k] : 0;
    }

    /// <summary>The weight of all ways in which the others draw <paramref name="rest"/> and none exceeds <paramref name="votes"/>, each times what it scores.</summary>
    private static double AtTop(double[][] weights, int correct, double[] silent, int rest, int votes, VoteTies rule)
    {
        // byTies[t][x]: t others at the top, x draws used.
        var byTies = new List<double[]> { Truncate(silent, rest) };
        for (int i = 0; i < weights.Length; i++)
        {
            double[] answer = weights[i];
            if (i == correct || answer.Length == 1) continue;
            double atTop = votes < answer.Length ? answer[votes] : 0;
            var next = new List<double[]>(byTies.Count + 1);
            for (int ties = 0; ties <= byTies.Count; ties++)
            {
                if (ties == byTies.Count && (atTop == 0 || (long)votes * ties > rest)) break;
                double[] sum = ties < byTies.Count
                    ? Multiply(byTies[ties], answer, Math.Min(votes, answer.Length) - 1, rest)
                    : new double[Math.Min(rest, byTies[ties - 1].Length - 1 + votes) + 1];
                if (ties > 0 && atTop > 0) sum = AddShifted(sum, byTies[ties - 1], atTop, votes, rest);
                next.Add(sum);
            }

            byTies = next;
        }

        double won = 0;
        for (int ties = 0; ties < byTies.Count; ties++)
        {
            if (rest < byTies[ties].Length) won += byTies[ties][rest] * Score(rule, ties);
        }

        return won;
    }

    private static double Score(VoteTies rule, int others) => rule switch
    {
        VoteTies.Won => 1,
        VoteTies.Lost => others == 0 ? 1 : 0,
        _ => 1.0 / (others + 1),
    };

    private static double[] Truncate(double[] weights, int most) => weights.Length - 1 <= most ? weights : weights[..(most + 1)];

    private static double[] Multiply(double[] left, double[] right, int rightDegree, int most)
    {
        double[] product = new double[Math.Min(most, left.Length - 1 + rightDegree) + 1];
        for (int j = 0; j <= rightDegree && j < product.Length; j++)
        {
            double factor = right[j];
            int end = Math.Min(left.Length, product.Length - j);
            for (int x = 0; x < end; x++) product[x + j] += factor * left[x];
        }

        return product;
    }

    private static double[] AddShifted(double[] sum, double[] addend, double factor, int shift, int most)
    {
        int length = Math.Min(most, addend.Length - 1 + shift) + 1;
        if (length > sum.Length) Array.Resize(ref sum, length);
        for (int x = 0; x + shift < length; x++) sum[x + shift] += factor * addend[x];
        return sum;
    }
}
