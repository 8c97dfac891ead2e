using System.Text.Json;
using MathNet.Numerics;
using NUnit.Framework;

namespace EdgeReasoning.Statistics;

public sealed class EValueTests
{
    [Test]
    public void EveryValue_Golden_Equals()
    {
        foreach (JsonElement row in Scaling.ScalingData.Golden("decided_vote.json").GetProperty("evalue").EnumerateArray())
        {
            int first = row.GetProperty("a").GetInt32(), second = row.GetProperty("b").GetInt32();
            double oneSided = row.GetProperty("onesidedUniform").GetDouble(), twoSided = row.GetProperty("jeffreysTwoSided").GetDouble();
            Assert.That(EValue.Likelier(first, second), Is.EqualTo(oneSided).Within(oneSided * 1e-12), row.ToString());
            Assert.That(EValue.Unequal(first, second), Is.EqualTo(twoSided).Within(twoSided * 1e-12), row.ToString());
        }
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(60)]
    public void EveryValue_EquallyLikely_IsOneOnAverage(int votes)
    {
        double likelier = 0, unequal = 0;
        for (int first = 0; first <= votes; first++)
        {
            double weight = Math.Exp(SpecialFunctions.BinomialLn(votes, first) - (votes * Constants.Ln2));
            likelier += weight * EValue.Likelier(first, votes - first);
            unequal += weight * EValue.Unequal(first, votes - first);
        }

        Assert.That(likelier, Is.EqualTo(1).Within(1e-11));
        Assert.That(unequal, Is.EqualTo(1).Within(1e-11));
    }

    /// <summary>The bet is never worth more, on average, after the next vote than before it, while the first answer is not the likelier.</summary>
    [TestCase(0.5, 1)]
    [TestCase(0.4, 0.999)]
    public void Likelier_NextVote_DoesNotGainOnAverage(double share, double most)
    {
        for (int first = 0; first < 30; first++)
        {
            for (int second = 0; second < 30; second++)
            {
                double next = (share * EValue.Likelier(first + 1, second)) + ((1 - share) * EValue.Likelier(first, second + 1));
                Assert.That(next / EValue.Likelier(first, second), Is.LessThanOrEqualTo(most + 1e-12), $"{first}, {second}");
            }
        }
    }

    [Test]
    public void LogLikelier_ThousandsOfVotes_StaysFinite()
    {
        Assert.That(EValue.LogLikelier(5000, 0), Is.EqualTo((5001 * Constants.Ln2) - Math.Log(5001)).Within(1e-7));
        Assert.That(EValue.Likelier(5000, 0), Is.EqualTo(double.PositiveInfinity));
        Assert.That(EValue.LogLikelier(5000, 5000), Is.Negative.And.GreaterThan(-10));
    }

    [Test]
    public void EveryValue_NegativeVotes_Throws()
    {
        Assert.That(() => EValue.Likelier(-1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => EValue.Unequal(0, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
