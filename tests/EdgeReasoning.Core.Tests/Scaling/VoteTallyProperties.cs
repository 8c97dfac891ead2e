using EdgeReasoning.Answers;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.NUnit;

namespace EdgeReasoning.Scaling;

public sealed class VoteTallyProperties
{
    /// <summary>Samples by index, and the order in which they arrive.</summary>
    public sealed record Votes(string?[] Answers, double[] Weights, int[] Arrival);

    public static class Arbitraries
    {
        public static Arbitrary<Votes> Any() => (
            from n in Gen.Choose(1, 14)
            from answers in Gen.Elements("1/2", "0.5", "2", "x", "1.01", "1.02", "1.03", null).ArrayOf(n)
            from weights in Gen.Choose(0, 30).Select(w => w / 10.0).ArrayOf(n)
            from arrival in Gen.Shuffle(Enumerable.Range(0, n).ToArray())
            select new Votes(answers, weights, [.. arrival])).ToArbitrary();
    }

    [Property(Arbitrary = [typeof(Arbitraries)], MaxTest = 500)]
    public bool Counts_ArrivalPermuted_AreUnchanged(Votes votes) =>
        new[] { AnswerEquality.Mathematical, AnswerEquality.Text, AnswerEquality.Within(0.012) }.All(equality =>
        {
            VoteTally ordered = new(equality), arrived = new(equality);
            for (int i = 0; i < votes.Answers.Length; i++) ordered.Add(votes.Answers[i], i, votes.Weights[i]);
            foreach (int i in votes.Arrival) arrived.Add(votes.Answers[i], i, votes.Weights[i]);
            return ordered.Counts.SequenceEqual(arrived.Counts) && ordered.Leader == arrived.Leader && ordered.AgreementOverAll.Equals(arrived.AgreementOverAll);
        });

    [Property(Arbitrary = [typeof(Arbitraries)], MaxTest = 500)]
    public bool IsDecided_OnceTrue_IsTheWinnerOfAllSamples(Votes votes) =>
        new[] { AnswerEquality.Mathematical, AnswerEquality.Within(0.012) }.All(equality => StoppedWinnerIsFinal(votes, equality, weighted: false) && StoppedWinnerIsFinal(votes, equality, weighted: true));

    /// <summary>Tries every assignment of up to three open samples: decided says exactly whether one of them changes the winner.</summary>
    [Property(Arbitrary = [typeof(Arbitraries)], MaxTest = 80)]
    public bool IsDecided_FewRemaining_EqualsTryingEveryAssignment(Votes votes)
    {
        int open = Math.Min(3, votes.Arrival.Length);
        int[] seen = votes.Arrival[..^open], rest = votes.Arrival[^open..];
        VoteTally tally = Fill(votes, seen);
        if (tally.Valid == 0) return !tally.IsDecided(open);
        string?[] options = ["0.5", "2", "x", "1.01", "1.02", "1.03", "new", null];
        bool changes = false;
        for (int code = 0; code < Math.Pow(options.Length, open); code++)
        {
            VoteTally full = Fill(votes, seen);
            for (int i = 0, digits = code; i < open; i++, digits /= options.Length) full.Add(options[digits % options.Length], rest[i]);
            changes |= !AnswerEquality.Mathematical.Equals(full.Leader.Answer, tally.Leader.Answer);
        }

        return tally.IsDecided(open) == !changes;
    }

    private static bool StoppedWinnerIsFinal(Votes votes, AnswerEquality equality, bool weighted)
    {
        VoteTally tally = new(equality), full = new(equality);
        foreach (int i in votes.Arrival) full.Add(votes.Answers[i], i, weighted ? votes.Weights[i] : 1);
        int remaining = votes.Arrival.Length;
        foreach (int i in votes.Arrival)
        {
            tally.Add(votes.Answers[i], i, weighted ? votes.Weights[i] : 1);
            remaining--;
            if (tally.IsDecided(remaining, weighted ? 3.0 : null) && (remaining == 0 || tally.Valid > 0) && !Same(tally, full, equality)) return false;
        }

        return true;
    }

    private static bool Same(VoteTally a, VoteTally b, AnswerEquality equality) => equality.Equals(a.Leader.Answer, b.Leader.Answer);

    private static VoteTally Fill(Votes votes, int[] indices)
    {
        var tally = new VoteTally();
        foreach (int i in indices) tally.Add(votes.Answers[i], i);
        return tally;
    }
}
