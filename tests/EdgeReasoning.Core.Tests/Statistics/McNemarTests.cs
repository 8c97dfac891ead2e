using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Statistics;

public sealed class McNemarTests
{
    [Test]
    public void Exact_TwelveAgainstFour_EqualsGolden()
    {
        JsonElement golden = Golden.Read("stats.json").GetProperty("mcnemar");
        McNemarResult result = McNemar.Exact(golden.GetProperty("b").GetInt32(), golden.GetProperty("c").GetInt32());
        Assert.That(result.PValue, Is.EqualTo(golden.GetProperty("p").GetDouble()).Within(1e-13));
    }

    // 2·Σ C(n, j)/2^n by hand: (3, 0): 2/8; (5, 1): 2·7/64; equal counts: 1.
    [TestCase(3, 0, 0.25)]
    [TestCase(1, 5, 14.0 / 64)]
    [TestCase(4, 4, 1)]
    [TestCase(0, 0, 1)]
    [TestCase(2, 1, 1)]
    public void Exact_SmallCounts_IsTheClosedForm(int first, int second, double p) =>
        Assert.That(McNemar.Exact(first, second).PValue, Is.EqualTo(p).Within(1e-13));

    [Test]
    public void Exact_ThousandsOfDisagreements_StaysFiniteAndSmall()
    {
        double p = McNemar.Exact(5200, 4800).PValue;
        // Normal approximation with continuity correction: z = 399/100.
        Assert.That(p, Is.EqualTo(6.61e-5).Within(1e-6));
    }

    [Test]
    public void Exact_Results_CountsOnlyDisagreements()
    {
        McNemarResult result = McNemar.Exact([true, true, false, false, true], [true, false, true, false, false]);
        Assert.That((result.OnlyFirst, result.OnlySecond), Is.EqualTo((2, 1)));
    }

    [Test]
    public void Exact_WrongArguments_Throws()
    {
        Assert.That(() => McNemar.Exact(-1, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => McNemar.Exact([true], [true, false]), Throws.ArgumentException);
    }
}
