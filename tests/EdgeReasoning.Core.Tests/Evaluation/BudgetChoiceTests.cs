using NUnit.Framework;

namespace EdgeReasoning.Evaluation;

public sealed class BudgetChoiceTests
{
    [TestCase("unlimited", 0)]
    [TestCase("limit 64", 1)]
    [TestCase("think 48", 1)]
    [TestCase("no-thinking", 1)]
    [TestCase("ask 96 + limit 128 + answer 32", 3)]
    [TestCase("deadline 500ms", 1)]
    [TestCase("deadline 1.5s + energy 20J", 2)]
    [TestCase("wait 1", 1)]
    [TestCase("effort low", 1)]
    [TestCase("stop-when-stable + stop-when-looping + close-softly", 3)]
    public void Parse_EveryPolicy_AddsIt(string text, int policies)
    {
        BudgetChoice choice = BudgetChoice.Parse(text);
        Assert.That(choice.Name, Is.EqualTo(text));
        Assert.That(choice.Budget.Policies, Has.Length.EqualTo(policies));
    }

    [Test]
    public void Parse_ExtraSpaces_NamesItPlainly() => Assert.That(BudgetChoice.Parse("  limit   64+ answer 8 ").Name, Is.EqualTo("limit 64 + answer 8"));

    [Test]
    public void Parse_ItsOwnName_GivesTheSame()
    {
        BudgetChoice once = BudgetChoice.Parse("Limit 64 + deadline 2s");
        Assert.That(BudgetChoice.Parse(once.Name).Name, Is.EqualTo(once.Name));
    }

    [TestCase("", "is no budget")]
    [TestCase("limit", "needs a value")]
    [TestCase("limit many", "'many' is no whole number")]
    [TestCase("limit -1", "'-1' is no whole number")]
    [TestCase("ponder 12", "'ponder 12' is no budget. There are unlimited")]
    [TestCase("deadline 2", "'2' is no time")]
    [TestCase("deadline 0s", "deadline")]
    [TestCase("effort 3", "'3' is no effort")]
    [TestCase("limit 64 +", "is no budget")]
    public void Parse_WhatIsNone_SaysWhy(string text, string reason) =>
        Assert.That(() => BudgetChoice.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains(reason).IgnoreCase.And.Message.Contains($"'{text}'"));
}
