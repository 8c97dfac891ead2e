using EdgeReasoning.Inference;
using NUnit.Framework;

namespace EdgeReasoning.Benchmarks.Engine;

public sealed class LayoutRowTests
{
    [TestCase(KvLayout.Separate, 2, 0)]
    [TestCase(KvLayout.Separate, 0.75, 0.25)]
    [TestCase(KvLayout.Unified, 0.75, 0)]
    [TestCase(KvLayout.Unified, 2, 0.5)]
    public void Loss_Choice_IsItsShareBelowTheBetterOne(KvLayout chosen, double separateOverUnified, double expected) =>
        Assert.That(new LayoutRow("model", 1, 1, 1, separateOverUnified, 1, separateOverUnified, chosen).Loss, Is.EqualTo(expected));
}
