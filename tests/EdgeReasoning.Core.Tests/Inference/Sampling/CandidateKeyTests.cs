using EdgeReasoning.Inference.Sampling;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Inference.Sampling;

public sealed class CandidateKeyTests
{
    private static readonly float[] Descending =
        [float.PositiveInfinity, float.MaxValue, 1.5f, 1, float.Epsilon, 0, -float.Epsilon, -1, -1.5f, float.MinValue, float.NegativeInfinity];

    [Test]
    public void Pack_DescendingLogits_AscendWhateverTheToken() =>
        Assert.That(Descending.Select((logit, i) => CandidateKey.Pack(logit, 1000 - i)), Is.Ordered.Ascending);

    [Test]
    public void Pack_EqualLogits_AscendByToken() =>
        Assert.That(CandidateKey.Pack(0f, 3), Is.LessThan(CandidateKey.Pack(-0f, 4)).And.GreaterThan(CandidateKey.Pack(-0f, 2)));

    [FsCheck.NUnit.Property]
    public bool Pack_ThenUnpack_GivesBack(float logit, FsCheck.NonNegativeInt token)
    {
        if (float.IsNaN(logit)) return true;
        ulong key = CandidateKey.Pack(logit, token.Get);
        return CandidateKey.Logit(key) == logit && CandidateKey.Token(key) == token.Get;
    }
}
