using NUnit.Framework;

namespace EdgeReasoning.Pareto;

public sealed class QualityIndicatorsTests
{
    private static readonly double[][] Points = GoldenVectors.Indicators.Points("points");
    private static readonly double[][] Reference = GoldenVectors.Indicators.Points("ref");

    [Test]
    public void Indicators_GoldenSet_AreExact()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(QualityIndicators.AdditiveEpsilon(Points, Reference), Is.EqualTo(Golden("epsAdd")));
            Assert.That(QualityIndicators.MultiplicativeEpsilon(Points, Reference), Is.EqualTo(Golden("epsMul")));
            Assert.That(QualityIndicators.InvertedGenerationalDistance(Points, Reference), Is.EqualTo(Golden("igd")).Within(1e-13).Percent);
            Assert.That(QualityIndicators.InvertedGenerationalDistancePlus(Points, Reference), Is.EqualTo(Golden("igdPlus")).Within(1e-13).Percent);
        }
    }

    [Test]
    public void AdditiveEpsilon_Maximised_MirrorsMinimised()
    {
        double[][] Negated(double[][] points) => [.. points.Select(point => point.Select(value => -value).ToArray())];
        Assert.That(
            QualityIndicators.AdditiveEpsilon(Negated(Points), Negated(Reference), [Direction.Maximize, Direction.Maximize]),
            Is.EqualTo(Golden("epsAdd")));
    }

    [Test]
    public void MultiplicativeEpsilon_Maximised_IsTheRatioTheOtherWay()
    {
        // The point must double its range and halve its mass: the larger factor is 4/2 = 2 against 8/4 = 2.
        double factor = QualityIndicators.MultiplicativeEpsilon([[4, 4]], [[2, 12]], [Direction.Minimize, Direction.Maximize]);
        Assert.That(factor, Is.EqualTo(3));
    }

    [TestCase(0, Direction.Minimize)]
    [TestCase(-1, Direction.Minimize)]
    [TestCase(-1, Direction.Maximize)]
    public void MultiplicativeEpsilon_ValueNotAboveZero_IsRefused(double value, Direction direction) =>
        Assert.That(
            () => QualityIndicators.MultiplicativeEpsilon([[value]], [[value]], [direction]),
            Throws.ArgumentException.With.Message.Contains("not above 0"));

    [Test]
    public void Indicators_SetAgainstItself_AreNeutral()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(QualityIndicators.AdditiveEpsilon(Points, Points), Is.Zero);
            Assert.That(QualityIndicators.MultiplicativeEpsilon(Points, Points), Is.EqualTo(1));
            Assert.That(QualityIndicators.InvertedGenerationalDistance(Points, Points), Is.Zero);
            Assert.That(QualityIndicators.InvertedGenerationalDistancePlus(Points, Points), Is.Zero);
        }
    }

    [Test]
    public void Indicators_BadInput_SaysWhatIsWrong()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => QualityIndicators.AdditiveEpsilon([], Reference), Throws.ArgumentException.With.Message.Contains("no points"));
            Assert.That(() => QualityIndicators.AdditiveEpsilon(Points, []), Throws.ArgumentException.With.Message.Contains("no points"));
            Assert.That(() => QualityIndicators.AdditiveEpsilon([[1, 2, 3]], Reference), Throws.ArgumentException.With.Message.Contains("where 3 are expected"));
            Assert.That(() => QualityIndicators.AdditiveEpsilon([[1, double.NaN]], Reference), Throws.ArgumentException.With.Message.Contains("finite"));
        }
    }

    private static double Golden(string name) => GoldenVectors.Indicators.GetProperty(name).GetDouble();
}
