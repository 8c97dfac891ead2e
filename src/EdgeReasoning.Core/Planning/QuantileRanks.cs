using MathNet.Numerics.Distributions;

namespace EdgeReasoning.Planning;

/// <summary>
/// Which two values of a sorted sample lie around a percentile of what it was drawn from with 95 % confidence, whatever the distribution: the values
/// below the percentile are binomial (David and Nagaraja, <i>Order Statistics</i>, 2003, section 7.1).
/// </summary>
/// <param name="Low">Rank of the lower one, from 1; 0 where no value is low enough.</param>
/// <param name="High">Rank of the upper one; null where no value is high enough.</param>
internal readonly record struct QuantileRanks(int Low, int? High)
{
    private const double Tail = 0.025;

    public static QuantileRanks Of(int count, double percent)
    {
        double share = percent / 100;
        // P(quantile < value of rank r) = P(fewer than r lie below it).
        double Below(int rank) => rank == 0 ? 0 : Binomial.CDF(share, count, rank - 1);
        int low = (int)(share * count);
        while (low > 0 && Below(low) > Tail) low--;
        while (low < count && Below(low + 1) <= Tail) low++;
        int high = Math.Max(low, 1);
        while (high <= count && 1 - Below(high) > Tail) high++;
        return new(low, high > count ? null : high);
    }
}
