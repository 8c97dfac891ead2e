using MathNet.Numerics;

namespace EdgeReasoning.Statistics;

/// <summary>McNemar's test: do two configurations differ on the same questions? Only the questions on which they disagree count.</summary>
public static class McNemar
{
    /// <summary>
    /// The exact two-sided test: twice the binomial tail P(X ≤ min(b, c)) with n = b + c and p = ½, at most 1
    /// (McNemar, <i>Note on the Sampling Error of the Difference between Correlated Proportions</i>, 1947). No disagreement gives 1.
    /// </summary>
    /// <param name="onlyFirst">Pairs in which only the first succeeded, at least 0.</param>
    /// <param name="onlySecond">Pairs in which only the second succeeded, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static McNemarResult Exact(int onlyFirst, int onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        if (onlyFirst == onlySecond) return new McNemarResult(onlyFirst, onlySecond, 1);

        int n = checked(onlyFirst + onlySecond);
        int least = Math.Min(onlyFirst, onlySecond);
        // The terms of the tail as ratios to its largest, so that neither 2^n nor a binomial coefficient is ever formed.
        double tail = 1, term = 1;
        for (int j = least; j > 0 && term > tail * 1e-18; j--)
        {
            term *= j / (double)(n - j + 1);
            tail += term;
        }

        double largest = Math.Exp(SpecialFunctions.BinomialLn(n, least) - (n * Math.Log(2)));
        return new McNemarResult(onlyFirst, onlySecond, Math.Min(1, 2 * largest * tail));
    }

    /// <summary>The exact two-sided test on the results themselves.</summary>
    /// <param name="first">Whether the first succeeded, by question.</param>
    /// <param name="second">Whether the second succeeded, for the same questions in the same order.</param>
    /// <exception cref="ArgumentException">The results differ in length.</exception>
    public static McNemarResult Exact(ReadOnlySpan<bool> first, ReadOnlySpan<bool> second)
    {
        if (first.Length != second.Length)
            throw new ArgumentException($"Paired results are equally long; these have {first.Length} and {second.Length}.", nameof(second));
        int onlyFirst = 0, onlySecond = 0;
        for (int i = 0; i < first.Length; i++)
        {
            if (first[i] && !second[i]) onlyFirst++;
            if (second[i] && !first[i]) onlySecond++;
        }

        return Exact(onlyFirst, onlySecond);
    }
}
