using EdgeReasoning.Reasoning.Scheduling;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning.Scheduling;

public sealed class DraftLookupTests
{
    private DraftLookup _drafts = new();

    [SetUp]
    public void Begin() => _drafts = new DraftLookup();

    [TestCase(new[] { 1, 2, 3, 4 }, new[] { 9 }, new int[0], TestName = "Draft_LastTokenIsNew_IsEmpty")]
    [TestCase(new[] { 1, 2, 3, 4 }, new[] { 9, 2 }, new[] { 3 }, TestName = "Draft_LastTokenOfThePrompt_GoesOnAsThere")]
    [TestCase(new[] { 1, 2, 3, 7, 2, 4 }, new[] { 1, 2 }, new[] { 3 }, TestName = "Draft_SeveralPlaces_PrefersTheOneThatAgreesLongest")]
    [TestCase(new[] { 1, 2, 3, 1, 2, 4 }, new[] { 1, 2 }, new[] { 4 }, TestName = "Draft_EqualPlaces_PrefersTheLatest")]
    [TestCase(new[] { 5, 6 }, new[] { 7, 7 }, new[] { 7 }, TestName = "Draft_RunOfOneToken_GoesOnWithIt")]
    [TestCase(new[] { 1, 2 }, new[] { 3, 4, 2 }, new[] { 3 }, TestName = "Draft_AcrossTheEndOfThePrompt_GoesOnInTheReply")]
    [TestCase(new[] { 8, 1, 2, 3, 4, 5, 9, 1, 2, 3, 4, 6 }, new[] { 8, 1, 2, 3, 4 }, new[] { 6 }, TestName = "Draft_FourTokensAgree_TakesTheLatestOfThose")]
    public void Draft_Sequence_GoesOnAsBefore(int[] prompt, int[] reply, int[] expected)
    {
        int length = _drafts.Draft(prompt, reply, 1);
        Assert.That(Enumerable.Range(0, length).Select(i => _drafts[i]), Is.EqualTo(expected));
        Assert.That((_drafts.Drafted, _drafts.Accepted), Is.EqualTo((expected.Length, 0)));
    }

    [Test]
    public void Draft_ThatWasRight_IsFollowedByOneThatIsLongerByOne()
    {
        int[] prompt = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        List<int> reply = [1], lengths = [];
        for (var step = 0; step < 4; step++)
        {
            int length = _drafts.Draft(prompt, reply.ToArray(), 4);
            lengths.Add(length);
            for (var i = 0; i < length; i++)
            {
                reply.Add(_drafts[0]);
                _drafts.Accept();
            }
            reply.Add(reply[^1] + 1);
        }
        Assert.That(lengths, Is.EqualTo(new[] { 1, 2, 3, 4 }), "behind the prompt, the last one goes on into the reply");
        Assert.That((_drafts.Drafted, _drafts.Accepted), Is.EqualTo((10, 10)));
    }

    [Test]
    public void Draft_ThatWasWrong_IsFollowedByOneOfOneToken()
    {
        int[] prompt = [1, 2, 3, 4, 5, 6];
        _drafts.Draft(prompt, [1], 4);
        _drafts.Accept();
        Assert.That(_drafts.Draft(prompt, [1, 2, 3], 4), Is.EqualTo(2));
        Assert.That(_drafts.Draft(prompt, [1, 2, 3, 3], 4), Is.EqualTo(1));
    }

    [Test]
    public void Reset_NextTrace_KnowsNothingOfTheLast()
    {
        _drafts.Draft([1, 2, 3, 4, 5], [1], 4);
        _drafts.Accept();
        _drafts.Reset();
        Assert.That((_drafts.Drafted, _drafts.Accepted), Is.EqualTo((0, 0)));
        Assert.That(_drafts.Draft([6, 7], [1], 4), Is.Zero);
    }
}
