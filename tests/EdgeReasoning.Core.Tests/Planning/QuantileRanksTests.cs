using EdgeReasoning.Planning;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Planning;

public sealed class QuantileRanksTests
{
    /// <summary>Binomial tables: of 10 values around the median ranks 2 and 9 (97.9 %); of 100 at least 11 lie above the 95th percentile with probability 0.0115, at least
    /// 10 with 0.0282, none with 0.0059. None of 72 lies above it with probability 0.95^72 = 0.0249, none of 71 with 0.0262.</summary>
    [TestCase(10, 50, 2, 9)]
    [TestCase(100, 95, 90, 100)]
    [TestCase(72, 95, 64, 72)]
    [TestCase(71, 95, 63, null)]
    [TestCase(1, 95, 0, null)]
    [TestCase(5, 50, 0, null)]
    [TestCase(6, 50, 1, 6)]
    [TestCase(20, 100, 20, null)]
    public void Of_Table_IsThatRank(int count, double percent, int low, int? high)
        => Assert.That(QuantileRanks.Of(count, percent), Is.EqualTo(new QuantileRanks(low, high)));
}
