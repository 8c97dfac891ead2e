using FsCheck;
using FsCheck.Fluent;
using FsCheck.NUnit;

namespace EdgeReasoning.Statistics;

/// <summary>The properties that the golden vectors' prose states for majority@k.</summary>
public sealed class RepeatedSamplingProperties
{
    public sealed record Sampled(int[] Counts, int Unparsed);

    public static class Arbitraries
    {
        public static Arbitrary<Sampled> Samples() => (
            from answers in Gen.Choose(1, 5)
            from counts in Gen.Choose(0, 9).ArrayOf(answers)
            from unparsed in Gen.Choose(0, 4)
            where counts.Sum() > 0
            select new Sampled(counts, unparsed)).ToArbitrary();
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public bool MajorityAtOne_AnySample_IsTheShareOfTheAnswer(Sampled s) =>
        Near(At(s, 1), s.Counts[0] / (double)Total(s));

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public bool MajorityAtTwo_NoneUnparsed_EqualsMajorityAtOne(Sampled s) =>
        Total(s) < 2 || s.Unparsed > 0 || Near(At(s, 2), At(s, 1));

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public bool MajorityAtEven_TwoAnswers_EqualsTheOddBelow(Sampled s)
    {
        var two = new Sampled([s.Counts[0], s.Counts.Length > 1 ? s.Counts[1] : 3], 0);
        return Enumerable.Range(1, Total(two) / 2).All(m => Near(At(two, 2 * m), At(two, (2 * m) - 1)));
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public bool MajorityAtN_AnySample_IsZeroOrOneOverTheTie(Sampled s)
    {
        int top = s.Counts.Max();
        double expected = s.Counts[0] == top ? 1.0 / s.Counts.Count(c => c == top) : 0;
        return Near(At(s, Total(s)), expected);
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public bool MajorityAtK_OverAllAnswers_SumsToTheChanceOfAnyValidSample(Sampled s)
    {
        int n = Total(s);
        int valid = n - s.Unparsed;
        return Enumerable.Range(1, n).All(k =>
        {
            double sum = Enumerable.Range(0, s.Counts.Length).Sum(i => RepeatedSampling.MajorityAtK(s.Counts, i, s.Unparsed, k));
            return Near(sum, RepeatedSampling.PassAtK(n, valid, k));
        });
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public bool MajorityAtK_OthersPermuted_IsUnchanged(Sampled s)
    {
        var permuted = s with { Counts = [s.Counts[0], .. s.Counts[1..].Reverse()] };
        return Enumerable.Range(1, Total(s)).All(k => Near(At(s, k), At(permuted, k)));
    }

    private static double At(Sampled s, int k) => RepeatedSampling.MajorityAtK(s.Counts, 0, s.Unparsed, k);

    private static int Total(Sampled s) => s.Counts.Sum() + s.Unparsed;

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;
}
