using EdgeReasoning.Benchmarks.Engine;
using EdgeReasoning.Inference;
using NUnit.Framework;

namespace EdgeReasoning.Benchmarks.Lookup;

public sealed class RowCostTests
{
    [Test]
    public void Measure_IdleModel_DecodesTheRowsOfEverySequenceAndTakesThemBack()
    {
        using var counted = new CountingModel(new IdleModel(64));
        using var cost = new RowCost(counted, length: 10, sequences: 2, KvLayout.Separate, rows: 5);
        (int tokens, int calls) = (counted.Tokens, counted.Calls);
        cost.Measure(1);
        cost.Measure(5);
        Assert.That((counted.Calls - calls) % 2, Is.Zero);
        int steps = (counted.Calls - calls) / 2;
        Assert.That(counted.Tokens - tokens, Is.EqualTo(steps * 2 * (1 + 5)));
    }

    [Test]
    public void DraftRun_Accepted_AreStepsSpared()
    {
        var run = new DraftRun(Tokens: 120, Seconds: 2, Drafted: 50, Accepted: 20);
        Assert.That((run.Rate, run.TokensPerStep, run.Right), Is.EqualTo((60, 1.2, 0.4)));
        Assert.That((run with { Drafted = 0, Accepted = 0 }).Right, Is.Zero);
    }
}
