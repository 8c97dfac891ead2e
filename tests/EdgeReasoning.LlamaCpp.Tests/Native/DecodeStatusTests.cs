using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Native;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Native;

public sealed class DecodeStatusTests
{
    [TestCase(1, "no room in KV memory for 7")]
    [TestCase(2, "aborted")]
    [TestCase(-1, "refused the batch")]
    [TestCase(-3, "status -3")]
    public void ToException_Status_SaysWhatHappened(int status, string reason)
    {
        DecodeException exception = DecodeStatus.ToException(status, tokens: 7, sequencesIntact: true, "it hurts");
        Assert.That(exception.Message, Does.Contain(reason).And.Contains("it hurts"));
        Assert.That(exception.SequencesIntact, Is.True);
    }
}
