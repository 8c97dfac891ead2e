using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning.Scheduling;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning.Scheduling;

public sealed class KvLayoutRuleTests
{
    [TestCase(4000, 50, 16, KvLayout.Unified)]
    [TestCase(64, 1024, 8, KvLayout.Separate)]
    [TestCase(64, 1024, 1, KvLayout.Separate)]
    [TestCase(2000, 2000, 2, KvLayout.Unified)]
    [TestCase(1000, 2000, 2, KvLayout.Separate)]
    public void Choose_ByPromptAndReply_TakesThePoolForLongPromptsAndShortReplies(int prompt, int reply, int sequences, KvLayout expected) =>
        Assert.That(KvLayoutRule.Choose(prompt, reply, sequences), Is.EqualTo(expected));
}
