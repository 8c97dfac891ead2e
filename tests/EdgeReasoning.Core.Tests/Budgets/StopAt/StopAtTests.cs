using EdgeReasoning.Budgets;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Budgets.StopAt;

public sealed class StopAtTests
{
    private const int A = 3, B = 4, So = 5, Seven = 6, PeriodAndLine = 7, TwoLines = 8, FirstByte = 13, SecondByte = 14;

    [Test]
    public void Observe_SequenceInOneToken_StopsThere() => Assert.That(AnswerTokens([".\n"], A, PeriodAndLine, B, B), Is.EqualTo(2));

    [Test]
    public void Observe_SequenceOverSeveralTokens_StopsAtTheLast() => Assert.That(AnswerTokens(["b so 7"], A, B, So, B, So, Seven, A, A), Is.EqualTo(6));

    [Test]
    public void Observe_SequenceWithinAToken_StopsBehindTheToken() => Assert.That(AnswerTokens(["s"], A, So, B), Is.EqualTo(2));

    [Test]
    public void Observe_CharacterOfTwoTokens_IsFoundWhole() => Assert.That(AnswerTokens(["é"], A, FirstByte, SecondByte, B), Is.EqualTo(3));

    [Test]
    public void Observe_FirstOfSeveral_Stops() => Assert.That(AnswerTokens(["zz", "b"], A, So, B, B), Is.EqualTo(3));

    [Test]
    public void Observe_WhiteSpaceBeforeTheAnswer_DoesNotCount() => Assert.That(AnswerTokens(["\n\n"], TwoLines, A, TwoLines, B), Is.EqualTo(3));

    [Test]
    public void Observe_SequenceInTheThinking_GoesOn()
    {
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().StopAt("b")).Run([A, B, B, SimulatedModel.End, A, A]);
        Assert.That(trace.Stopped, Is.EqualTo(StopReason.Natural));
    }

    [Test]
    public void Observe_NoSequence_GoesOnToTheEnd()
    {
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().StopAt("ba")).Run([SimulatedModel.End, A, B, B, So, A]);
        Assert.That(trace.Stopped, Is.EqualTo(StopReason.Natural));
    }

    [Test]
    public void StopAt_NoSequences_ChangesNothing()
    {
        TokenBudget budget = TokenBudget.Create();
        Assert.That(budget.StopAt(), Is.SameAs(budget));
    }

    [TestCase("")]
    [TestCase(null)]
    public void StopAt_EmptySequence_IsRefused(string? sequence) =>
        Assert.That(() => TokenBudget.Create().StopAt("a", sequence!), Throws.ArgumentException.With.Message.Contains("would end every answer"));

    private static int AnswerTokens(string[] sequences, params int[] answer)
    {
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().StopAt(sequences)).Run([A, SimulatedModel.End, .. answer]);
        Assert.That(trace.Stopped, Is.EqualTo(StopReason.Policy));
        return trace.Tokens.Count - 2;
    }
}
