using EdgeReasoning.Budgets;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Budgets.StopWhenLooping;

public sealed class StopWhenLoopingTests
{
    private static readonly StopWhenLoopingOptions
        s_ngrams = new() { Lines = null, MinEntropyBits = null },
        s_lines = new() { Ngrams = null, MinEntropyBits = null },
        s_entropy = new() { Ngrams = null, Lines = null, EntropyWindow = 32 };

    [Test]
    public void Observe_NgramFourTimes_Closes()
    {
        int[] phrase = [3, 5, 4, 6, 3, 3, 4, 5, 6, 4];
        SimulatedTrace trace = Run(s_ngrams, Enumerable.Repeat(phrase, 20).SelectMany(tokens => tokens));
        Assert.That(trace.Interventions.Single().Reason, Is.EqualTo(StopReason.Loop));
        Assert.That(trace.View.Charged, Is.EqualTo(4 * phrase.Length));
    }

    [Test]
    public void Observe_ShortRepetition_NeedsThirtyTwoTokens()
    {
        SimulatedTrace trace = Run(s_ngrams, Enumerable.Repeat(3, 100));
        Assert.That(trace.View.Charged, Is.EqualTo(32), "a row of zeros in a number is no loop yet");
    }

    [Test]
    public void Observe_ThreeTimes_GoesOn()
    {
        int[] phrase = [3, 5, 4, 6, 3, 3, 4, 5, 6, 4, 3];
        SimulatedTrace trace = Run(s_ngrams, [.. phrase, .. phrase, .. phrase, 6, .. phrase, .. phrase, .. phrase]);
        Assert.That(trace.Interventions.Single().Reason, Is.EqualTo(StopReason.Natural));
    }

    [Test]
    public void Observe_LineFourTimesBetweenOthers_Closes()
    {
        int[] line = [3, 3, 5, 5, 3, 4, 4, 5, 7];
        SimulatedTrace trace = Run(s_lines, [.. line, 3, .. line, 4, 4, 7, .. line, .. line, .. line, 6, 7, .. line, .. line]);
        Assert.That(trace.Interventions.Single().Reason, Is.EqualTo(StopReason.Loop));
    }

    [Test]
    public void Observe_EmptyLines_AreNoLoop()
    {
        SimulatedTrace trace = Run(s_lines, Enumerable.Repeat(8, 100));
        Assert.That(trace.Interventions.Single().Reason, Is.EqualTo(StopReason.Natural));
    }

    [Test]
    public void Observe_AHandfulOfTokens_HasTooLittleEntropy()
    {
        // Three tokens without a period: at most 1.6 bits.
        SimulatedTrace trace = Run(s_entropy, Enumerable.Range(0, 200).Select(i => 3 + (i * i / 7 % 3)));
        Assert.That(trace.Interventions.Single().Reason, Is.EqualTo(StopReason.Loop));
        Assert.That(trace.View.Charged, Is.EqualTo(32));
    }

    [Test]
    public void Observe_ManyTokens_HaveEnough()
    {
        int[] words = [3, 4, 5, 6, 7, 8, 20, 21];
        SimulatedTrace trace = Run(s_entropy, Enumerable.Range(0, 200).Select(i => words[i * 5 % 8]));
        Assert.That(trace.Interventions.Single().Reason, Is.EqualTo(StopReason.Natural));
    }

    [Test]
    public void StopWhenLooping_WrongArguments_NameTheValue()
    {
        TokenBudget budget = TokenBudget.Create();
        Assert.That(() => budget.StopWhenLooping(new StopWhenLoopingOptions { Ngrams = 1 }), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("1"));
        Assert.That(() => budget.StopWhenLooping(new StopWhenLoopingOptions { Lines = 0 }), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("0"));
        Assert.That(() => budget.StopWhenLooping(new StopWhenLoopingOptions { MinEntropyBits = 7.5 }), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("7.00"));
        Assert.That(() => budget.StopWhenLooping(new StopWhenLoopingOptions { EntropyWindow = 2 }), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("2"));
        Assert.That(() => budget.StopWhenLooping(new StopWhenLoopingOptions { Ngrams = null, Lines = null, MinEntropyBits = null }), Throws.ArgumentException);
    }

    private static SimulatedTrace Run(StopWhenLoopingOptions options, IEnumerable<int> stream) => Contexts.Trace(TokenBudget.Create().StopWhenLooping(options)).Run(stream);
}
