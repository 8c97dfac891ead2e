using MathNet.Numerics;

namespace EdgeReasoning.Statistics;

/// <summary>
/// Evidence that one answer is likelier than another, which may be looked at after every vote: an e-value is what a bet against "it is not" has
/// made of 1 unit. While it is not, the chance that the e-value ever reaches 1/α is at most α (Ville's inequality; Ramdas et al.,
/// <i>Game-Theoretic Statistics and Safe Anytime-Valid Inference</i>, 2023). Votes of other answers do not count.
/// </summary>
/// <remarks>Holds for votes in the order in which they were drawn; the order in which traces finish prefers short ones.</remarks>
public static class EValue
{
    /// <summary>That the first answer is likelier than the second: a uniform mixture over its share of the two, from ½ to 1.</summary>
    /// <param name="first">Votes of the first answer, at least 0.</param>
    /// <param name="second">Votes of the second answer, at least 0.</param>
    /// <returns>From 0; infinity where it exceeds the range of the type, after more than a thousand votes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double Likelier(int first, int second) => Math.Exp(LogLikelier(first, second));

    /// <summary>The natural logarithm of <see cref="Likelier"/>, for any number of votes.</summary>
    /// <param name="first">Votes of the first answer, at least 0.</param>
    /// <param name="second">Votes of the second answer, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double LogLikelier(int first, int second) =>
        // 2 ∫ θ^a (1 − θ)^b dθ over (½, 1], times 2^(a + b): the Beta function times the Beta mass above one half.
        Math.Log(2 * VoteOdds.LeaderOverRunnerUp(first, second)) + LogBeta(first + 1.0, second + 1.0) + ((first + (double)second) * Constants.Ln2);

    /// <summary>That the two answers are not equally likely: Jeffreys' mixture Beta(½, ½) over the share of the first, from 0 to 1.</summary>
    /// <param name="first">Votes of the first answer, at least 0.</param>
    /// <param name="second">Votes of the second answer, at least 0.</param>
    /// <returns>From 0; infinity where it exceeds the range of the type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double Unequal(int first, int second)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(second);
        return Math.Exp(LogBeta(first + 0.5, second + 0.5) - Constants.LnPi + ((first + (double)second) * Constants.Ln2));
    }

    private static double LogBeta(double x, double y) => SpecialFunctions.GammaLn(x) + SpecialFunctions.GammaLn(y) - SpecialFunctions.GammaLn(x + y);
}
