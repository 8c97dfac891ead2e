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
        Assert.That(KvLayoutRule.Choose(prompt, reply, sequences, fusesAttention: true), Is.EqualTo(expected));

    // The rows of docs/benchmarks.md (layouts) in which one pool was faster, or slower, by more than a twentieth; of the first kind, all but the last.
    [TestCase(32, 32, 4, KvLayout.Unified)]
    [TestCase(32, 256, 8, KvLayout.Unified)]
    [TestCase(256, 32, 32, KvLayout.Unified)]
    [TestCase(256, 160, 32, KvLayout.Unified)]
    [TestCase(32, 256, 1, KvLayout.Separate)]
    [TestCase(32, 256, 32, KvLayout.Separate)]
    [TestCase(32, 32, 32, KvLayout.Separate)]
    public void Choose_AttentionNotFused_TakesThePoolUpToManyCells(int prompt, int reply, int sequences, KvLayout expected) =>
        Assert.That(KvLayoutRule.Choose(prompt, reply, sequences, fusesAttention: false), Is.EqualTo(expected));
}
