using EdgeReasoning.Answers;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

public sealed class ReasoningEngineTests
{
    private const string Question = "Gus has 18 coins.";

    // "<bos><user>" + 17 characters + "<assistant><think>"
    private const int QuestionTokens = 2 + 17 + 2;

    [Test]
    public async Task ReasonAsync_Reply_IsSplitIntoThinkingAndAnswer()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("18-8=10</think>\nIt is 20."));
        ReasoningResult result = await engine.ReasonAsync(Question);
        Assert.Multiple(() =>
        {
            Assert.That(result.Thinking, Is.EqualTo("18-8=10"));
            Assert.That(result.Answer, Is.EqualTo("It is 20."));
            Assert.That(result.ToString(), Is.EqualTo("It is 20."));
            Assert.That(result.StopReason, Is.EqualTo(StopReason.Natural));
            Assert.That(result.Usage, Is.EqualTo(new TokenUsage(QuestionTokens, ThinkingTokens: 7, AnswerTokens: 10, MarkerTokens: 1, ForcedTokens: 0, ProbeTokens: 0)));
            Assert.That(result.Usage.OutputTokens, Is.EqualTo(result.Traces[0].Tokens.Count));
            Assert.That(result.Traces, Has.Count.EqualTo(1));
            Assert.That(result.Identity.Library, Is.EqualTo("scripted"));
        });
    }

    [Test]
    public async Task ReasonAsync_ReplyInSeveralBytesPerCharacter_IsDecodedWhole()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("größer</think>Zoë → 😀"));
        ReasoningResult result = await engine.ReasonAsync(Question);
        Assert.That((result.Thinking, result.Answer), Is.EqualTo(("größer", "Zoë → 😀")));
    }

    [Test]
    public async Task ReasonAsync_ReplyThatNeverStopsThinking_HasNoAnswer()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying(new string('x', 100)));
        ReasoningResult result = await engine.ReasonAsync(Question, new ReasoningOptions { Budget = TotalLimit.Of(30) });
        Assert.Multiple(() =>
        {
            Assert.That(result.Answer, Is.Empty);
            Assert.That(result.Thinking, Is.EqualTo(new string('x', 30)));
            Assert.That(result.StopReason, Is.EqualTo(StopReason.Limit));
            Assert.That(result.Usage.OutputTokens, Is.EqualTo(30));
        });
    }

    [Test]
    public async Task ReasonAsync_ReplyLongerThanTheContext_IsCutAtItsEnd()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying(new string('x', 500)), new ReasoningEngineOptions { SequenceTokens = 100 });
        ReasoningResult result = await engine.ReasonAsync(Question);
        Assert.That(result.StopReason, Is.EqualTo(StopReason.Limit));
        Assert.That(result.Usage.InputTokens + result.Usage.OutputTokens, Is.EqualTo(100));
    }

    [Test]
    public async Task ReasonAsync_RawText_IsNotRendered()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Answering(prompt => prompt.Replace('<', '(').Replace('>', ')')));
        ReasoningResult result = await engine.ReasonAsync(ReasoningPrompt.FromRawText("<user>Hello<assistant>"));
        Assert.That(result.Answer, Is.EqualTo("(bos)(user)Hello(assistant)"), "only what the tokeniser adds was added");
    }

    [Test]
    public async Task ReasonAsync_RawTextThatOpensThinking_StartsInsideIt()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("hm</think>yes"));
        ReasoningResult result = await engine.ReasonAsync(ReasoningPrompt.FromRawText("<user>Hello<assistant><think>"));
        Assert.That((result.Thinking, result.Answer), Is.EqualTo(("hm", "yes")));
    }

    [Test]
    public async Task ReasonAsync_ModelThatOpensThinkingItself_IsSplitToo()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("<think>hm</think>yes"));
        ReasoningResult result = await engine.ReasonAsync(ReasoningPrompt.FromRawText("<user>Hello<assistant>"));
        Assert.That((result.Thinking, result.Answer), Is.EqualTo(("hm", "yes")));
        Assert.That(result.Usage.MarkerTokens, Is.EqualTo(2));
    }

    [Test]
    public async Task ReasonAsync_SameSeed_GivesTheSameTokens()
    {
        var options = new ReasoningOptions { Seed = 7, Scaling = new FixedVote(4), Budget = TotalLimit.Of(40), Sampling = new() { Temperature = 1, TopP = 1 } };
        await using var engine = new ReasoningEngine(ScriptedModel.Noise());
        ReasoningResult first = await engine.ReasonAsync(Question, options);
        ReasoningResult again = await engine.ReasonAsync(Question, options);
        ReasoningResult other = await engine.ReasonAsync(Question, options with { Seed = 8 });

        int[][] tokens = [.. first.Traces.Select(trace => trace.Tokens.ToArray())];
        Assert.That(again.Traces.Select(trace => trace.Tokens), Is.EqualTo(tokens));
        Assert.That(other.Traces.Select(trace => trace.Tokens), Is.Not.EqualTo(tokens));
        Assert.That(tokens.Select(trace => string.Join(' ', trace)).Distinct().Count(), Is.EqualTo(4), "the traces of one request must differ");
    }

    [Test]
    public async Task ReasonAsync_NoSeed_ReportsOneThatRepeatsTheReply()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Noise());
        var options = new ReasoningOptions { Budget = TotalLimit.Of(40), Sampling = new() { Temperature = 1, TopP = 1 } };
        ReasoningResult first = await engine.ReasonAsync(Question, options);
        ReasoningResult second = await engine.ReasonAsync(Question, options);
        ReasoningResult repeated = await engine.ReasonAsync(Question, options with { Seed = first.Seed });
        Assert.That(second.Seed, Is.Not.EqualTo(first.Seed));
        Assert.That(repeated.Chosen.Tokens, Is.EqualTo(first.Chosen.Tokens));
    }

    [Test]
    public async Task ReasonAsync_SeveralSamples_ChooseTheAnswerMostOfThemGave()
    {
        // At temperature 1 the first token is B with probability 3/4; the reply is that letter.
        var model = new ScriptedModel(static (history, logits) =>
        {
            logits.Fill(float.NegativeInfinity);
            if (history[^1] is 'A' or 'B') logits[257] = 0;
            else (logits['A'], logits['B']) = (0, MathF.Log(3));
        });
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { ChatTemplate = "{{ messages[0].content }}:" });
        var options = new ReasoningOptions { Scaling = new FixedVote(64), Seed = 1, Sampling = new() { Temperature = 1, TopP = 1 }, Extractor = AnswerExtractors.Choice() };
        ReasoningResult result = await engine.ReasonAsync("A or B?", options);

        int forB = result.Traces.Count(trace => trace.Answer == "B");
        Assert.Multiple(() =>
        {
            Assert.That(forB, Is.InRange(40, 56), "within 2.3 standard deviations of 48, at a fixed seed");
            Assert.That(result.Answer, Is.EqualTo("B"));
            Assert.That(result.Vote.Counts.Select(count => (count.Answer, count.Votes)), Is.EqualTo(new[] { ("B", forB), ("A", 64 - forB) }));
            Assert.That(result.Chosen, Is.SameAs(result.Traces.First(trace => trace.Answer == "B")));
        });
    }

    [TestCase(1f, "H")]
    [TestCase(2f, "z")]
    public async Task ReasonAsync_RepetitionPenalty_CountsTheTokensOfThePrompt(float penalty, string expected)
    {
        var model = new ScriptedModel(static (history, logits) =>
        {
            logits.Fill(-10);
            bool answered = history[^1] != 260;
            (logits['H'], logits['z'], logits[257]) = answered ? (0, 0, 10) : (5, 4, 0);
        });
        await using var engine = new ReasoningEngine(model);
        ReasoningResult result = await engine.ReasonAsync("Hello", new ReasoningOptions { Sampling = new() { Temperature = 0, RepetitionPenalty = penalty } });
        Assert.That(result.Thinking, Is.EqualTo(expected));
    }

    [Test]
    public async Task ReasonAsync_ExtractorThatThrows_FailsItsRequestOnly()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("a</think>b"));
        Assert.That(async () => await engine.ReasonAsync(Question, new ReasoningOptions { Extractor = new Throwing() }), Throws.InstanceOf<NotSupportedException>());
        Assert.That((await engine.ReasonAsync(Question)).Answer, Is.EqualTo("b"));
    }

    [Test]
    public async Task ReasonAsync_LogProbabilities_ComeWithEachTokenWhenAskedFor()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("a</think>b"));
        ReasoningResult without = await engine.ReasonAsync(Question);
        ReasoningResult with = await engine.ReasonAsync(Question, new ReasoningOptions { Sampling = new() { LogProbabilities = true, ConfidenceTopK = 2 } });
        Assert.Multiple(() =>
        {
            Assert.That(without.Chosen.LogProbabilities, Is.Null);
            Assert.That(without.Chosen.Confidences, Is.Null);
            // One logit is 10 and the other 261 are −10: p = 1 / (1 + 261·e^−20).
            Assert.That(with.Chosen.LogProbabilities, Is.EqualTo(new[] { 1f, 1f, 1f }.Select(_ => -MathF.Log(1 + 261 * MathF.Exp(-20)))).Within(1e-6f));
            Assert.That(with.Chosen.Confidences, Has.Count.EqualTo(3).And.All.EqualTo(10f).Within(1e-4f));
        });
    }

    [Test]
    public async Task ReasonAsync_Timing_IsByTheInjectedClock()
    {
        var clock = new StepClock(TimeSpan.FromMilliseconds(1));
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("ab</think>cd"), new ReasoningEngineOptions { TimeProvider = clock });
        ReasoningTiming timing = (await engine.ReasonAsync(Question)).Timing;
        // The clock moves one millisecond each time it is read: on the call, when memory is given, after each of the six decode calls, and when the policy has decided.
        Assert.Multiple(() =>
        {
            Assert.That(timing.Queue, Is.EqualTo(TimeSpan.FromMilliseconds(1)));
            Assert.That(timing.Prefill, Is.EqualTo(TimeSpan.FromMilliseconds(1)));
            Assert.That(timing.TimeToFirstToken, Is.EqualTo(TimeSpan.FromMilliseconds(2)));
            Assert.That(timing.Total, Is.EqualTo(TimeSpan.FromMilliseconds(8)));
            Assert.That(timing.InterToken!.Count, Is.EqualTo(4));
            Assert.That(timing.InterToken.Median.TotalMilliseconds, Is.EqualTo(1).Within(1e-3));
        });
    }

    [Test]
    public async Task GetService_GivesWhatTheEngineHas()
    {
        ScriptedModel model = ScriptedModel.Saying("x");
        await using var engine = new ReasoningEngine(model);
        Assert.Multiple(() =>
        {
            Assert.That(engine.GetService(typeof(IReasoningEngine)), Is.SameAs(engine));
            Assert.That(engine.GetService(typeof(IInferenceModel)), Is.SameAs(model));
            Assert.That(engine.GetService(typeof(ModelInfo)), Is.SameAs(model.Info));
            Assert.That(engine.GetService(typeof(BackendIdentity)), Is.SameAs(engine.Identity));
            Assert.That(engine.GetService(typeof(string)), Is.Null);
        });
    }

    private sealed class Throwing : AnswerExtractor
    {
        public override ExtractedAnswer? Extract(string text) => throw new NotSupportedException("not this one");
    }

    /// <summary>A clock that moves on by a step each time it is read.</summary>
    private sealed class StepClock(TimeSpan step) : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, step.Ticks);
    }
}
