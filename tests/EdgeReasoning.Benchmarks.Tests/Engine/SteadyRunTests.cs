using EdgeReasoning.Inference;
using NUnit.Framework;

namespace EdgeReasoning.Benchmarks.Engine;

public sealed class SteadyRunTests
{
    [TestCase(1, false)]
    [TestCase(5, false)]
    [TestCase(5, true)]
    public async Task TakeAsync_IdleModel_MeasuresEverySequenceAtOnce(int sequences, bool streams)
    {
        StepFigures step = await SteadyRun.TakeAsync(new IdleModel(64), sequences, 60, streams);
        Assert.That((step.Between > 0, step.InDecode > 0, step.Processor >= 0), Is.EqualTo((true, true, true)));
        if (!streams) Assert.That(step.BytesPerToken, Is.Zero);
    }

    [Test]
    public void BareLoop_IdleModel_DecodesThePromptOnceAndEverySequence()
    {
        using var counted = new CountingModel(new IdleModel(64));
        BareLoop.Of(counted, sequences: 3, promptTokens: 600, tokens: 40, KvLayout.Separate).Run();
        Assert.That((counted.Tokens, counted.Calls), Is.EqualTo((600 + 3 * 40, 2 + 40)));
    }
}
