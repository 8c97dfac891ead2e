using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Statistics;

public sealed class RepeatedSamplingTests
{
    private static readonly JsonElement Majority = Golden.Read("majority.json");

    [Test]
    public void PassAtK_Golden_Equals()
    {
        foreach (JsonElement row in Majority.GetProperty("pass_at_k").EnumerateArray())
        {
            double value = RepeatedSampling.PassAtK(row.GetProperty("n").GetInt32(), row.GetProperty("c").GetInt32(), row.GetProperty("k").GetInt32());
            Assert.That(value, Is.EqualTo(row.GetProperty("p").GetDouble()).Within(1e-12), row.ToString());
        }
    }

    [Test]
    public void MajorityAtK_Golden_Equals()
    {
        foreach (JsonElement row in Majority.GetProperty("maj_at_k").EnumerateArray())
        {
            double value = RepeatedSampling.MajorityAtK(
                row.GetProperty("counts").Ints(), row.GetProperty("correct").GetInt32(), row.GetProperty("invalid").GetInt32(), row.GetProperty("k").GetInt32());
            Assert.That(value, Is.EqualTo(row.GetProperty("value").GetDouble()).Within(1e-12), row.ToString());
        }
    }

    [Test]
    public void PopulationMajorityAtK_Golden_Equals()
    {
        foreach (JsonElement row in Majority.GetProperty("maj_population").EnumerateArray())
        {
            double[] probabilities = [.. row.GetProperty("p").EnumerateArray().Select(p => Fraction(p.GetString()!))];
            Assert.That(RepeatedSampling.PopulationMajorityAtK(probabilities, 0, row.GetProperty("k").GetInt32()), Is.EqualTo(row.GetProperty("value").GetDouble()).Within(1e-12), row.ToString());
        }
    }

    [Test]
    public void GPassAtK_Golden_Equals()
    {
        foreach (JsonElement row in Majority.GetProperty("gpass").EnumerateArray())
        {
            int n = row.GetProperty("n").GetInt32(), c = row.GetProperty("c").GetInt32(), k = row.GetProperty("k").GetInt32();
            foreach (double threshold in new[] { 0, 0.25, 0.5, 0.75, 1 })
            {
                double expected = row.GetProperty("tau" + threshold.ToString("0.0#", System.Globalization.CultureInfo.InvariantCulture)).GetDouble();
                Assert.That(RepeatedSampling.GPassAtK(n, c, k, threshold), Is.EqualTo(expected).Within(1e-12).Or.EqualTo(expected).Within(1e-10).Percent, $"{n}, {c}, {k}, {threshold}");
            }

            Assert.That(RepeatedSampling.MeanGPassAtK(n, c, k), Is.EqualTo(row.GetProperty("mG").GetDouble()).Within(1e-12));
        }
    }

    [TestCase(new[] { 3, 2 }, 1, 4)]
    [TestCase(new[] { 2, 2, 1, 1 }, 2, 5)]
    [TestCase(new[] { 1, 1, 1, 1, 1, 1 }, 0, 4)]
    [TestCase(new[] { 4, 3, 3 }, 2, 6)]
    [TestCase(new[] { 0, 3 }, 2, 3)]
    public void MajorityAtK_SmallSamples_EqualsEnumeration(int[] counts, int unparsed, int k)
    {
        for (int correct = 0; correct < counts.Length; correct++)
            Assert.That(RepeatedSampling.MajorityAtK(counts, correct, unparsed, k), Is.EqualTo(Enumerated(counts, correct, unparsed, k)).Within(1e-12));
    }

    [Test]
    public void MajorityAtK_ThousandsOfDistinctAnswers_IsOneOverTheirNumber()
    {
        // With all answers different every vote is a tie of k, so the correct one wins k/n of the time and is paid 1/k.
        int[] counts = [.. Enumerable.Repeat(1, 2000)];
        Assert.That(RepeatedSampling.MajorityAtK(counts, 5, 0, 12), Is.EqualTo(1.0 / 2000).Within(1e-15));
    }

    [Test]
    public void MajorityAtK_HundredsOfSamples_TendsToThePopulationValue()
    {
        double sampled = RepeatedSampling.MajorityAtK([200, 120, 40, 40], 0, 0, 17);
        double population = RepeatedSampling.PopulationMajorityAtK([0.5, 0.3, 0.1, 0.1], 0, 17);
        Assert.That(sampled, Is.EqualTo(population).Within(0.01));
        Assert.That(RepeatedSampling.MajorityAtK([260, 240], 0, 0, 499), Is.EqualTo(1).Within(1e-9));
        Assert.That(RepeatedSampling.MajorityAtK([130, 120, 50], 0, 0, 200), Is.InRange(0.5, 1));
    }

    [Test]
    public void MajorityAtK_TwelveOfFourteen_RisesBeforeItFalls()
    {
        double[] values = [.. Enumerable.Range(1, 32).Select(k => RepeatedSampling.MajorityAtK([12, 14, 4, 2], 0, 0, k))];
        Assert.That(values[6], Is.EqualTo(0.4059).Within(1e-4));
        Assert.That(values[6], Is.GreaterThan(values[0]));
        Assert.That(values[31], Is.Zero);
    }

    [Test]
    public void EveryEstimate_MoreThanSampled_Throws()
    {
        Assert.That(() => RepeatedSampling.PassAtK(4, 2, 5), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => RepeatedSampling.MajorityAtK([2, 2], 0, 0, 5), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => RepeatedSampling.MajorityAtK([2, 2], 2, 0, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => RepeatedSampling.MajorityAtK([-1, 2], 0, 0, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => RepeatedSampling.PassAtK(4, 5, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => RepeatedSampling.GPassAtK(4, 2, 2, 1.5), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => RepeatedSampling.PopulationMajorityAtK([0.7, 0.7], 0, 1), Throws.ArgumentException);
        Assert.That(() => RepeatedSampling.PopulationMajorityAtK([0.7, double.NaN], 0, 1), Throws.ArgumentException);
    }

    private static double Fraction(string text)
    {
        string[] parts = text.Split('/');
        double[] numbers = [.. parts.Select(p => double.Parse(p, System.Globalization.CultureInfo.InvariantCulture))];
        return parts.Length == 1 ? numbers[0] : numbers[0] / numbers[1];
    }

    private static double Enumerated(int[] counts, int correct, int unparsed, int k)
    {
        int[] samples = [.. counts.SelectMany((count, answer) => Enumerable.Repeat(answer, count)), .. Enumerable.Repeat(-1, unparsed)];
        double score = 0;
        int subsets = 0;
        for (int mask = 0; mask < 1 << samples.Length; mask++)
        {
            if (int.PopCount(mask) != k) continue;
            subsets++;
            int[] votes = new int[counts.Length];
            for (int i = 0; i < samples.Length; i++)
            {
                if ((mask >> i & 1) == 1 && samples[i] >= 0) votes[samples[i]]++;
            }

            int top = votes.Max();
            if (top > 0 && votes[correct] == top) score += 1.0 / votes.Count(v => v == top);
        }

        return score / subsets;
    }
}
