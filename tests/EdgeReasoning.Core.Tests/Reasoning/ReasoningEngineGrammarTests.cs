using System.Text.Json;
using EdgeReasoning.Answers;
using EdgeReasoning.Budgets;
using EdgeReasoning.Core.Tests.Answers.JsonSchemas;
using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

public sealed class ReasoningEngineGrammarTests
{
    private static readonly AnswerGrammar s_person = AnswerGrammar.FromJsonSchema(SchemaCases.Person);

    [Test]
    public async Task ReasonAsync_NoiseUnderAGrammar_AnswersByItWhateverTheBudget()
    {
        ScriptedModel model = ScriptedModel.Noise();
        await using (var engine = new ReasoningEngine(model, new ReasoningEngineOptions { SequenceTokens = 1024 }))
        {
            TokenBudget[] budgets =
            [
                TokenBudget.Create().Limit(20), TokenBudget.Create().Limit(0), TokenBudget.Create().NoThinking(), TokenBudget.Create().Direct(),
                TokenBudget.Create().Limit(40).CloseSoftly(), TokenBudget.Create().Limit(60).StopWhenStable(), TokenBudget.Create().Limit(30).Extend(new ExtendOptions { Times = 1 }),
                TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = 25, ClosingText = "\nEnough.\n" }),
            ];
            for (int i = 0; i < 4 * budgets.Length; i++)
            {
                ReasoningResult result = await engine.ReasonAsync("Who?", Options(s_person) with { Budget = budgets[i % budgets.Length], Seed = (ulong)i, Sampling = new SamplingOptions { Temperature = 1, TopP = 1 } });
                Assert.That(GbnfMatcher.Matches(s_person.Grammar, result.Answer), Is.True, $"{i}: {result.Answer}");
                Assert.That(result.StopReason, Is.EqualTo(StopReason.Natural));
                Assert.That(JsonForm.Of(result.Answer), Is.EqualTo(result.Chosen.Extracted!.Normalized));
            }

            await Eventually.IsTrue(() => model.OpenGrammars == 1);   // the one that is kept for the next request
        }

        Assert.That(model.OpenGrammars, Is.Zero);
    }

    [TestCase("12</think>\n\n{\"a\":1}", "{\"a\":1}")]
    [TestCase("12</think> \n {\"a\":1}", "{\"a\":1}")]
    [TestCase("12</think>{\"a\":\"<think>x</think>\"}", "{\"a\":\"<think>x</think>\"}")]
    [TestCase("12</think>\n{ \"a\": [1, {}] }", "{ \"a\": [1, {}] }")]
    public async Task ReasonAsync_AnswerThatFits_IsLeftAsItIs(string reply, string answer)
    {
        // As characters, not as tokens: the grammar knows no tokens in texts.
        await using var engine = new ReasoningEngine(Typing(reply));
        ReasoningResult result = await engine.ReasonAsync("Hello", Options(AnswerGrammar.Json));
        Assert.That((result.Thinking, result.Answer, result.StopReason), Is.EqualTo(("12", answer, StopReason.Natural)));
    }

    [Test]
    public async Task ReasonAsync_ModelThatOpensItsThinkingItself_ThinksFreely()
    {
        ScriptedModel model = ScriptedModel.Saying("<think>free {</think>\n\n{\"a\":1}");
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { ChatTemplate = "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}<assistant>" });
        ReasoningResult result = await engine.ReasonAsync("Hello", Options(AnswerGrammar.Json));
        Assert.That((result.Thinking, result.Answer), Is.EqualTo(("free {", "{\"a\":1}")));
    }

    [Test]
    public async Task ReasonAsync_MarkerWrittenInPieces_IsFinishedBeforeTheAnswer()
    {
        // The opening marker as seven plain characters.
        await using var engine = new ReasoningEngine(Typing("<think>free</think>{}"), new ReasoningEngineOptions { ChatTemplate = "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}<assistant>" });
        ReasoningResult result = await engine.ReasonAsync("Hello", Options(AnswerGrammar.Json));
        Assert.That((result.Thinking, result.Answer), Is.EqualTo(("free", "{}")));
    }

    [TestCase("12</think><response>{}", true)]
    [TestCase("12</think> <response>{}", false)]
    [TestCase("12</think>{}", true)]
    public async Task ReasonAsync_HeaderBetweenThinkingAndAnswer_IsNoPartOfTheAnswer(string reply, bool isFollowed)
    {
        var format = new ThinkingFormat { Family = "granite", Markers = ThinkingMarkers.Think, AfterClose = "<response>" };
        await using var engine = new ReasoningEngine(Typing(reply), new ReasoningEngineOptions { Thinking = format });
        ReasoningResult result = await engine.ReasonAsync("Hello", Options(AnswerGrammar.FromGbnf("root ::= \"{\" [a-z]? \"}\"")));
        Assert.That(result.Thinking, Is.EqualTo("12"));
        Assert.That(result.Answer, isFollowed ? Is.EqualTo("{}") : Does.Match("^{[a-z]?}$"));
    }

    [Test]
    public async Task ReasonAsync_ModelThatAnswersOtherwise_IsHeldToTheGrammar()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("12</think>yes"));
        ReasoningResult result = await engine.ReasonAsync("Hello", Options(AnswerGrammar.FromGbnf("root ::= \"no\" [!.]")));
        Assert.That(result.Answer, Is.EqualTo("no!").Or.EqualTo("no."));
        Assert.That(result.Chosen.Extracted!.Value, Is.EqualTo("no!").Or.EqualTo("no"));
    }

    [Test]
    public async Task ReasonAsync_ReopenedThinkingAndRepeatedMarker_DoNotComeUp()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("12</think></think><think>again</think>{}"));
        ReasoningResult result = await engine.ReasonAsync("Hello", Options(AnswerGrammar.Json) with { Sampling = new SamplingOptions { Temperature = 0 } });
        Assert.That(result.Thinking, Is.EqualTo("12"));
        Assert.That(result.Answer, Does.StartWith("{"));
    }

    [Test]
    public async Task ReasonAsync_AnswerCutByALimit_SaysSo()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("12</think>{\"a\":\"long text\"}"));
        ReasoningResult result = await engine.ReasonAsync("Hello", Options(AnswerGrammar.Json) with { Budget = TokenBudget.Create().Limit(new LimitOptions { AnswerTokens = 6 }) });
        Assert.That((result.Answer, result.StopReason, result.Chosen.Extracted), Is.EqualTo(("{\"a\":\"", StopReason.Limit, (ExtractedAnswer?)null)));
    }

    [Test]
    public async Task ReasonAsync_VotesOnJson_CountTheSameValueTogether()
    {
        string[] replies = ["{\"a\":1,\"b\":\"X\"}", "{\"a\":1,\"b\":\"x\"}", "{ \"b\": \"X\", \"a\": 1.0 }"];
        string?[] keys = [.. replies.Select(reply => AnswerEquality.Mathematical.KeyOf(AnswerExtractors.WholeJson.Extract(reply)!.Normalized))];
        Assert.That(keys[0], Is.EqualTo(keys[2]).And.Not.EqualTo(keys[1]));
        // A noise that can only choose the white space: all traces mean the same.
        await using var engine = new ReasoningEngine(ScriptedModel.Noise());
        ReasoningResult result = await engine.ReasonAsync("Hello", Options(AnswerGrammar.FromJsonSchema("""{"type":"object","properties":{"a":{"const":1}},"required":["a"]}""")) with
        {
            Scaling = new FixedVote(8),
            Budget = TokenBudget.Create().NoThinking(),
            Sampling = new SamplingOptions { Temperature = 1, TopP = 1 },
        });
        Assert.That(result.Traces.Select(trace => trace.Answer).Distinct().Count(), Is.GreaterThan(1));
        Assert.That((result.Vote.Answer, result.Vote.Counts[0].Votes), Is.EqualTo(("{\"a\":1}", 8)));
    }

    [Test]
    public async Task ReasonAsync_WhatWouldForceOrCutAnAnswer_IsRefused()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("12</think>{}"));
        ReasoningOptions options = Options(AnswerGrammar.Json);
        Assert.Multiple(() =>
        {
            Assert.That(() => engine.ReasonAsync("Hello", options with { Budget = TokenBudget.Create().StopAt("}") }), Throws.ArgumentException.With.Message.Contains("stop sequence"));
            Assert.That(() => engine.ReasonAsync("Hello", options with { Budget = TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = 5, ClosingText = "</think>\\boxed{" }) }), Throws.ArgumentException.With.Message.Contains("</think>"));
            Assert.That(() => engine.ReasonAsync("Hello", options with { Budget = TokenBudget.Create().Extend(new ExtendOptions { Text = "</think>so" }) }), Throws.InvalidOperationException.With.Message.Contains("grammar"));
        });
        Assert.That((await engine.ReasonAsync("Hello", options)).Answer, Is.EqualTo("{}"));
    }

    [Test]
    public async Task ReasonAsync_BackendWithoutGrammars_RefusesAndNamesTheRemedy()
    {
        ScriptedModel model = ScriptedModel.Saying("12</think>{}");
        model.HasGrammars = false;
        await using var engine = new ReasoningEngine(model);
        Assert.That(() => engine.ReasonAsync("Hello", Options(AnswerGrammar.Json)), Throws.InstanceOf<NotSupportedException>());
    }

    [Test]
    public void CreateGrammar_OfABackendThatKnowsNone_NamesTheRemedy()
    {
        IInferenceModel model = new Bare();
        Assert.That(() => model.CreateGrammar(AnswerGrammar.Json.Grammar), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("EdgeReasoning.LlamaCpp"));
    }

    [Test]
    public async Task ReasonAsync_CancelledFailedAndOutvoted_FreesTheGrammars()
    {
        ScriptedModel model = ScriptedModel.Noise();
        await using (var engine = new ReasoningEngine(model, new ReasoningEngineOptions { SequenceTokens = 512, MaxParallelTraces = 4 }))
        {
            using var cancellation = new CancellationTokenSource();
            Task<ReasoningResult> cancelled = engine.ReasonAsync("Hello", Options(AnswerGrammar.FromGbnf("root ::= [a-z]{400,}")) with { Scaling = new FixedVote(8) }, cancellation.Token);
            await Eventually.IsTrue(() => model.OpenGrammars > 1);
            await cancellation.CancelAsync();
            Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());
            await Eventually.IsTrue(() => model.OpenGrammars == 1);

            Task<ReasoningResult> left = engine.ReasonAsync("Hello", Options(AnswerGrammar.FromGbnf("root ::= [a-z]{400,}")) with { Scaling = new FixedVote(8) });
            await Eventually.IsTrue(() => model.OpenGrammars > 1);
            await engine.DisposeAsync();
            Assert.That(async () => await left, Throws.InstanceOf<ObjectDisposedException>());
        }

        Assert.That(model.OpenGrammars, Is.Zero);
    }

    private static ReasoningOptions Options(AnswerGrammar grammar) => new() { AnswerGrammar = grammar };

    // A model that writes markers as the characters they consist of.
    private static ScriptedModel Typing(string reply)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(reply);
        return new ScriptedModel((history, logits) =>
        {
            int start = history.LastIndexOf(259) + 1;
            if (start < history.Length && history[start] == 260) start++;
            int said = history.Length - start;
            logits.Fill(-10);
            logits[said < bytes.Length ? bytes[said] : 257] = 10;
        });
    }

    private sealed class Bare : IInferenceModel
    {
        public ModelInfo Info => new() { Name = "bare", Architecture = "none", VocabularySize = 1 };

        public int[] Tokenize(string text, bool addSpecial, bool parseSpecial) => [];

        public ReadOnlySpan<byte> GetTokenBytes(int token) => [];

        public bool IsEndOfGeneration(int token) => true;

        public IInferenceContext CreateContext(ContextOptions options) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
