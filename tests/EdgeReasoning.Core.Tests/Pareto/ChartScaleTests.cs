using NUnit.Framework;

namespace EdgeReasoning.Pareto;

public sealed class ChartScaleTests
{
    [Test]
    public void Place_Logarithmic_HasEqualDistancesForEqualRatios()
    {
        var scale = new ChartScale([0.1, 1000], 0, 100, isLogarithmic: true);
        double[] places = [.. new[] { 0.1, 1, 10, 100, 1000 }.Select(scale.Place)];
        using (Assert.EnterMultipleScope())
        {
            for (int i = 2; i < places.Length; i++)
                Assert.That(places[i] - places[i - 1], Is.EqualTo(places[1] - places[0]).Within(1e-9));
            Assert.That(places[0], Is.GreaterThan(0));
            Assert.That(places[^1], Is.LessThan(100));
            Assert.That(scale.Marks(), Is.EqualTo(new[] { 0.1, 1, 10, 100, 1000 }).Within(1e-9));
        }
    }

    [Test]
    public void Marks_FewDecades_StandAtOneTwoAndFive() =>
        Assert.That(new ChartScale([0.9, 21], 0, 100, isLogarithmic: true).Marks(), Is.EqualTo(new[] { 1.0, 2, 5, 10, 20 }).Within(1e-9));

    [Test]
    public void Place_OneLogarithmicValue_IsInTheMiddle() =>
        Assert.That(new ChartScale([7], 0, 100, isLogarithmic: true).Place(7), Is.EqualTo(50).Within(1e-9));
}
