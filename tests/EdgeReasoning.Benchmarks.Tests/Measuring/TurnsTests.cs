using NUnit.Framework;

namespace EdgeReasoning.Benchmarks.Measuring;

public sealed class TurnsTests
{
    [Test]
    public async Task TakeAsync_ThreeMeasures_TakeTurnsAtGoingFirst()
    {
        var order = new List<string>();
        await Turns<double>.TakeAsync(2, Measure("a"), Measure("b"), Measure("c"));
        Assert.That(string.Concat(order), Is.EqualTo("abcbcacab"));

        Func<Task<double>> Measure(string name) => () =>
        {
            order.Add(name);
            return Task.FromResult(1.0);
        };
    }

    [Test]
    public async Task MedianAndRatio_WarmUpAndOneDisturbedRound_CountForNothing()
    {
        double[] first = [1e9, 2, 4, 60], second = [1, 1, 2, 30];
        int a = 0, b = 0;
        Turns<double> turns = await Turns<double>.TakeAsync(3, () => Task.FromResult(first[a++]), () => Task.FromResult(second[b++]));
        Assert.Multiple(() =>
        {
            Assert.That(turns.Median(0, value => value), Is.EqualTo(4));
            Assert.That(turns.Median(1, value => value), Is.EqualTo(2));
            Assert.That(turns.Ratio(0, 1, value => value), Is.EqualTo(2));
            Assert.That(turns.Ratio(1, 0, value => 10 * value), Is.EqualTo(0.5));
        });
    }
}
