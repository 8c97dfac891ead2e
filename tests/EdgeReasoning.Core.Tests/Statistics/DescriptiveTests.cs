using System.Globalization;
using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Statistics;

public sealed class DescriptiveTests
{
    private static readonly double[] OneToTen = [7, 1, 10, 3, 9, 2, 8, 4, 6, 5];

    [Test]
    public void Percentile_OneToTen_EqualsNumpyLinear()
    {
        foreach (JsonProperty expected in Golden.Read("stats.json").GetProperty("percentile").EnumerateObject())
        {
            double percent = double.Parse(expected.Name, CultureInfo.InvariantCulture);
            Assert.That(Descriptive.Percentile(OneToTen, percent), Is.EqualTo(expected.Value.GetDouble()).Within(1e-12), expected.Name);
        }
    }

    [Test]
    public void StandardError_TenAnswers_EqualsLmEval()
    {
        JsonElement golden = Golden.Read("stats.json").GetProperty("meanStderr");
        double[] values = golden.GetProperty("x").Doubles();
        Assert.That(Descriptive.Mean(values), Is.EqualTo(golden.GetProperty("mean").GetDouble()).Within(1e-12));
        Assert.That(Descriptive.StandardError(values), Is.EqualTo(golden.GetProperty("stderr").GetDouble()).Within(1e-12));
    }

    [Test]
    public void StandardDeviation_TwoFourFourFourFiveFiveSevenNine_IsRootOfThirtyTwoSevenths() =>
        Assert.That(Descriptive.StandardDeviation([2, 4, 4, 4, 5, 5, 7, 9]), Is.EqualTo(Math.Sqrt(32.0 / 7)).Within(1e-12));

    [Test]
    public void EveryMeasure_NoData_IsNaN()
    {
        Assert.That(Descriptive.Mean([]), Is.NaN);
        Assert.That(Descriptive.Median([]), Is.NaN);
        Assert.That(Descriptive.StandardDeviation([3]), Is.NaN);
        Assert.That(Descriptive.StandardError([3]), Is.NaN);
    }

    [Test]
    public void Percentile_NaNAmongValues_IsNaN() => Assert.That(Descriptive.Percentile([1, double.NaN, 3], 50), Is.NaN);

    [Test]
    public void Median_OneValue_IsThatValue() => Assert.That(Descriptive.Median([4.5]), Is.EqualTo(4.5));

    [TestCase(-0.1)]
    [TestCase(100.1)]
    [TestCase(double.NaN)]
    public void Percentile_OutsideZeroToHundred_Throws(double percent) =>
        Assert.That(() => Descriptive.Percentile(OneToTen, percent), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
