using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Statistics;

public sealed class VoteOddsTests
{
    private static readonly JsonElement Consistency = Scaling.ScalingData.Golden("adaptive_consistency.json");
    private static readonly JsonElement Votes = Scaling.ScalingData.Golden("decided_vote.json");

    [TestCase("beta", 1e-12)]
    [TestCase("beta_large", 1e-11)]
    public void LeaderOverRunnerUp_Golden_Equals(string list, double relative)
    {
        foreach (JsonElement row in Consistency.GetProperty(list).EnumerateArray())
        {
            double expected = row.GetProperty("p").GetDouble();
            Assert.That(VoteOdds.LeaderOverRunnerUp(row.GetProperty("v1").GetInt32(), row.GetProperty("v2").GetInt32()), Is.EqualTo(expected).Within(expected * relative), row.ToString());
        }
    }

    [Test]
    public void LeaderOverRunnerUp_SmallestThatStops_IsTheGoldenTable()
    {
        foreach (JsonElement row in Consistency.GetProperty("beta_min_v1").EnumerateArray())
        {
            int runnerUp = row.GetProperty("v2").GetInt32();
            foreach (string threshold in new[] { "0.80", "0.90", "0.95", "0.99" })
            {
                double wanted = double.Parse(threshold, System.Globalization.CultureInfo.InvariantCulture);
                int leader = runnerUp;
                while (VoteOdds.LeaderOverRunnerUp(leader, runnerUp) < wanted) leader++;
                Assert.That(leader, Is.EqualTo(row.GetProperty(threshold).GetInt32()), $"{row} at {threshold}");
            }
        }
    }

    [Test]
    public void FirstIsMostLikely_Golden_Equals()
    {
        foreach (JsonElement row in Consistency.GetProperty("dirichlet").EnumerateArray())
        {
            double expected = row.GetProperty("p").GetDouble();
            Assert.That(VoteOdds.FirstIsMostLikely(row.GetProperty("counts").Ints()), Is.EqualTo(expected).Within(expected * 1e-12), row.ToString());
        }
    }

    [TestCase(0, 0)]
    [TestCase(520, 480)]
    [TestCase(5100, 4900)]
    [TestCase(3, 9000)]
    public void FirstIsMostLikely_ThirdAnswerOutOfReach_IsTheBetaMass(int first, int second)
    {
        // A gamma variable of shape 1 beside two of shape n matters only while n is small: then it is compared with enumeration elsewhere.
        double expected = VoteOdds.LeaderOverRunnerUp(first, second), value = VoteOdds.FirstIsMostLikely([first, second, 0]);
        if (first + second == 0) Assert.That(value, Is.EqualTo(1.0 / 3).Within(1e-13));
        else Assert.That(value, Is.EqualTo(expected).Within(1e-10));
    }

    [TestCase(new[] { 0, 0, 0, 0, 0 })]
    [TestCase(new[] { 3, 1, 1 })]
    [TestCase(new[] { 40, 30, 35, 2, 0 })]
    [TestCase(new[] { 2000, 1990, 1950, 12 })]
    public void FirstIsMostLikely_OverAllAnswers_SumsToOne(int[] counts)
    {
        double sum = 0;
        for (int i = 0; i < counts.Length; i++) sum += VoteOdds.FirstIsMostLikely([counts[i], .. counts[..i], .. counts[(i + 1)..]]);
        Assert.That(sum, Is.EqualTo(1).Within(1e-10));
    }

    [Test]
    public void FirstWins_Golden_Equals()
    {
        foreach (JsonElement row in Votes.GetProperty("predictive").EnumerateArray())
        {
            int[] counts = row.GetProperty("counts").Ints();
            int remaining = row.GetProperty("remaining").GetInt32();
            Check("split", VoteOdds.FirstWins(counts, remaining));
            Check("leaderKeeps", VoteOdds.FirstWins(counts, remaining, VoteTies.Won));
            Check("jeffreysSplit", VoteOdds.FirstWins(counts, remaining, prior: 0.5));

            void Check(string rule, double value)
            {
                double expected = row.GetProperty(rule).GetDouble();
                Assert.That(value, Is.EqualTo(expected).Within(expected * 1e-12), $"{row}: {rule}");
            }
        }
    }

    [TestCase(new[] { 2, 2, 0 }, 3)]
    [TestCase(new[] { 0, 0 }, 4)]
    [TestCase(new[] { 1, 3, 1 }, 4)]
    public void FirstWins_FewRemaining_EqualsEnumeration(int[] counts, int remaining)
    {
        foreach (VoteTies ties in Enum.GetValues<VoteTies>())
            Assert.That(VoteOdds.FirstWins(counts, remaining, ties), Is.EqualTo(Enumerated([.. counts], remaining, ties)).Within(1e-13), ties.ToString());
    }

    [Test]
    public void FirstWins_NothingRemaining_IsTheVote()
    {
        Assert.That(VoteOdds.FirstWins([3, 2], 0), Is.EqualTo(1));
        Assert.That(VoteOdds.FirstWins([2, 3], 0), Is.Zero);
        Assert.That(VoteOdds.FirstWins([2, 2], 0), Is.EqualTo(0.5));
        Assert.That(VoteOdds.FirstWins([2, 2], 0, VoteTies.Won), Is.EqualTo(1));
        Assert.That(VoteOdds.FirstWins([2, 2], 0, VoteTies.Lost), Is.Zero);
        Assert.That(VoteOdds.FirstWins([0, 0, 0, 0], 0), Is.EqualTo(0.25));
    }

    [Test]
    public void FirstWins_ManyRemaining_TendsToTheDirichletValue() =>
        Assert.That(VoteOdds.FirstWins([6, 2, 2], 240), Is.EqualTo(VoteOdds.FirstIsMostLikely([6, 2, 2])).Within(0.01));

    [Test]
    public void EveryOdds_WrongArguments_Throw()
    {
        Assert.That(() => VoteOdds.LeaderOverRunnerUp(-1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => VoteOdds.LeaderOverRunnerUp(1, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => VoteOdds.FirstIsMostLikely([]), Throws.ArgumentException);
        Assert.That(() => VoteOdds.FirstIsMostLikely([1, -1]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => VoteOdds.FirstWins([1], -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => VoteOdds.FirstWins([1], 1, prior: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    /// <summary>Pólya's urn, draw by draw.</summary>
    private static double Enumerated(int[] counts, int remaining, VoteTies ties)
    {
        if (remaining == 0)
        {
            int top = counts.Max(), others = counts.Skip(1).Count(count => count == top);
            return counts[0] < top ? 0 : ties switch { VoteTies.Won => 1, VoteTies.Lost => others == 0 ? 1 : 0, _ => 1.0 / (others + 1) };
        }

        double sum = 0, urn = counts.Sum() + counts.Length;
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i]++;
            sum += counts[i] / urn * Enumerated(counts, remaining - 1, ties);
            counts[i]--;
        }

        return sum;
    }
}
