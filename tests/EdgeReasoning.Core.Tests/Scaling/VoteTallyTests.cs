using System.Text.Json;
using EdgeReasoning.Answers;
using NUnit.Framework;

namespace EdgeReasoning.Scaling;

public sealed class VoteTallyTests
{
    // The artifact's votes, as recorded with it; "-" is an unparsed sample.
    [TestCase("A B B C", "B", 0.5, 0.5)]
    [TestCase("C - B B C", "C", 0.5, 0.4)]
    [TestCase("B C C B", "B", 0.5, 0.5)]
    [TestCase("C B B C", "C", 0.5, 0.5)]
    [TestCase("A - - -", "A", 1, 0.25)]
    [TestCase("D D D D D A A A - - - - - - - -", "D", 0.625, 0.3125)]
    [TestCase("- - -", null, 0, 0)]
    [TestCase("", null, 0, 0)]
    public void Leader_RecordedVotes_FirstSampleBreaksTies(string votes, string? answer, double agreement, double overAll)
    {
        ScalingOutcome outcome = Tally(votes).ToOutcome();
        Assert.That(outcome.Answer, Is.EqualTo(answer));
        Assert.That(outcome.Agreement, Is.EqualTo(agreement));
        Assert.That(outcome.AgreementOverAll, Is.EqualTo(overAll));
        Assert.That(outcome.Unparsed, Is.EqualTo(votes.Count(c => c == '-')));
    }

    [Test]
    public void IsDecided_InOrder_KeepsTheLeaderOnTies()
    {
        foreach (JsonElement row in Golden("decided_vote.json").GetProperty("decided").EnumerateArray())
        {
            var tally = new VoteTally();
            int index = 0;
            foreach ((JsonElement count, int answer) in row.GetProperty("counts").EnumerateArray().Select((c, i) => (c, i)))
            {
                for (int i = 0; i < count.GetInt32(); i++) tally.Add(((char)('a' + answer)).ToString(), index++);
            }

            Assert.That(tally.IsDecided(row.GetProperty("remaining").GetInt32()), Is.EqualTo(row.GetProperty("leaderKeeps").GetBoolean()), row.ToString());
        }
    }

    [Test]
    public void IsDecided_EarlierSampleOpen_TieIsNotSettled()
    {
        // As golden "strict": what is still to come may be sample 0, which would win the tie.
        foreach (JsonElement row in Golden("decided_vote.json").GetProperty("decided").EnumerateArray())
        {
            int remaining = row.GetProperty("remaining").GetInt32();
            if (remaining == 0) continue;
            var tally = new VoteTally();
            int index = 1;
            foreach ((JsonElement count, int answer) in row.GetProperty("counts").EnumerateArray().Select((c, i) => (c, i)))
            {
                for (int i = 0; i < count.GetInt32(); i++) tally.Add(((char)('a' + answer)).ToString(), index++);
            }

            Assert.That(tally.IsDecided(remaining), Is.EqualTo(row.GetProperty("strict").GetBoolean()), row.ToString());
        }
    }

    [Test]
    public void Leader_DeepConfTraces_EqualsGolden()
    {
        JsonElement votes = Golden("deepconf.json").GetProperty("votes");
        VoteTally majority = new(), weighted = new();
        int index = 0;
        foreach (JsonElement trace in votes.GetProperty("traces").EnumerateArray())
        {
            majority.Add(trace[0].GetString(), index);
            weighted.Add(trace[0].GetString(), index++, trace[1].GetDouble());
        }

        foreach ((VoteTally tally, string rule) in new[] { (majority, "majority"), (weighted, "weighted") })
        {
            JsonElement golden = votes.GetProperty(rule);
            Assert.That(tally.Leader.Answer, Is.EqualTo(golden[0].GetString()));
            foreach (VoteCount count in tally.Counts)
                Assert.That(count.Weight, Is.EqualTo(golden[1].GetProperty(count.Answer!).GetDouble()).Within(1e-12));
        }

        Assert.That(weighted.Agreement, Is.EqualTo(Golden("deepconf.json").GetProperty("consensus").GetProperty("a")[1].GetDouble()).Within(1e-12));
        Assert.That(weighted.Valid, Is.EqualTo(7));
        Assert.That(weighted.RunnerUp.Answer, Is.EqualTo("17"));
    }

    [Test]
    public void Leader_OneConfidentOutlier_DoesNotWin()
    {
        var tally = new VoteTally();
        for (int i = 0; i < 9; i++) tally.Add("A", i, 7.27 / 9);
        tally.Add("B", 9, 7.27 / 9);
        Assert.That(tally.Leader.Answer, Is.EqualTo(Golden("deepconf.json").GetProperty("outlier").GetProperty("weighted").GetString()));
    }

    [Test]
    public void Leader_EqualValues_VoteTogether()
    {
        var tally = new VoteTally();
        foreach ((string answer, int i) in new[] { "\\frac{1}{2}", "2", "0.5", "2.0", "1/2" }.Select((a, i) => (a, i))) tally.Add(answer, i);
        Assert.That(tally.Leader, Is.EqualTo(new VoteCount("\\frac{1}{2}", 3, 3, 0)));
        Assert.That(tally.Counts, Has.Count.EqualTo(2));
    }

    [Test]
    public void Leader_ToleranceChain_GroupsByTheEarliestSample()
    {
        // 1.00 ~ 1.04 and 1.04 ~ 1.08, but not 1.00 ~ 1.08: whichever arrives first, sample 0 stands for its group.
        (string, int)[] votes = [("1.04", 1), ("1.08", 2), ("1.00", 0)];
        VoteTally forwards = new(AnswerEquality.Within(0.05)), backwards = new(AnswerEquality.Within(0.05));
        foreach ((string answer, int index) in votes) forwards.Add(answer, index);
        foreach ((string answer, int index) in votes.Reverse()) backwards.Add(answer, index);
        Assert.That(forwards.Counts, Is.EqualTo(backwards.Counts));
        Assert.That(forwards.Leader, Is.EqualTo(new VoteCount("1.00", 2, 2, 0)));
    }

    [Test]
    public void IsDecided_WeightedVotes_NeedsTheLargestWeight()
    {
        var tally = new VoteTally();
        tally.Add("A", 0, 5.5);
        tally.Add("B", 1, 1.5);
        Assert.That(() => tally.IsDecided(1), Throws.InvalidOperationException);
        Assert.That(tally.IsDecided(1, maxWeight: 3.9), Is.True);
        Assert.That(tally.IsDecided(1, maxWeight: 4.1), Is.False);
        Assert.That(tally.IsDecided(2, maxWeight: 2.1), Is.False);
    }

    [Test]
    public void IsDecided_NoVotesYet_OnlyWithoutRemaining()
    {
        Assert.That(new VoteTally().IsDecided(1), Is.False);
        Assert.That(new VoteTally().IsDecided(0), Is.True);
    }

    [Test]
    public void Leader_NoVotes_IsNone()
    {
        Assert.That(new VoteTally().Leader, Is.EqualTo(VoteCount.None));
        Assert.That(Tally("- A").RunnerUp, Is.EqualTo(VoteCount.None));
    }

    [Test]
    public void Add_WrongArguments_Throws()
    {
        VoteTally tally = Tally("A");
        Assert.That(() => tally.Add("B", 0), Throws.ArgumentException.With.Message.Contains("0"));
        Assert.That(() => tally.Add("B", -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => tally.Add("B", 1, -0.1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => tally.Add("B", 1, double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => tally.IsDecided(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => tally.IsDecided(1, double.PositiveInfinity), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(tally.Total, Is.EqualTo(1));
    }

    [Test]
    public void Add_LargestIndex_CostsNoMemory()
    {
        var tally = new VoteTally();
        tally.Add("A", int.MaxValue);
        Assert.That(tally.Leader.FirstSample, Is.EqualTo(int.MaxValue));
    }

    private static VoteTally Tally(string votes)
    {
        var tally = new VoteTally();
        foreach ((string vote, int i) in votes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((v, i) => (v, i))) tally.Add(vote == "-" ? null : vote, i);
        return tally;
    }

    private static JsonElement Golden(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Scaling", "Data", file)));
        return document.RootElement.Clone();
    }
}
