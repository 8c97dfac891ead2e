using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

/// <summary>Budgets on real llama.cpp. Biases on the marker tokens make the tiny model think without end, open its thinking again, or repeat its end marker.</summary>
public sealed class BudgetTests
{
    private const string Question = "Gus has 18 coins. Gus gives 8. Gus doubles. How many?";
    private const int Parallel = 32;

    // The prototype knows no white space around its end marker.
    private static readonly ThinkingFormat s_format = ThinkingFamilies.Generic with { ClosingText = "", AfterClose = "", NoThinkingPrefill = "<think></think>" };

    private LlamaCppModel _model = null!;
    private ReasoningEngine _engine = null!;
    private int _open, _close, _endOfReply;

    [OneTimeSetUp]
    public async Task Load()
    {
        _model = await LlamaCppModel.LoadAsync(TinyModels.PrototypeReasoner, new LlamaCppOptions { Threads = 1 });
        _engine = new ReasoningEngine(_model, new ReasoningEngineOptions { MaxParallelTraces = Parallel, SequenceTokens = 384, ExpectedPromptTokens = 60, ExpectedReplyTokens = 140, Thinking = s_format });
        _open = Single("<think>");
        _close = Single("</think>");
        _endOfReply = Single("<eos>");
    }

    [OneTimeTearDown]
    public async Task Unload()
    {
        await _engine.DisposeAsync();
        _model.Dispose();
    }

    [Test]
    public async Task Limit_TenThousandTracesThatNeverEndTheirThinking_AreHeldAndAnswered()
    {
        const int traces = 10_000, limits = 257;
        int checkedTraces = 0, unanswered = 0;
        await System.Threading.Tasks.Parallel.ForEachAsync(Enumerable.Range(0, limits), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (limit, _) =>
        {
            int samples = (traces / limits) + (limit < traces % limits ? 1 : 0);
            ReasoningResult result = await _engine.ReasonAsync(Question, new ReasoningOptions
            {
                Budget = TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = limit, AnswerTokens = 24 }),
                Scaling = new FixedVote(samples),
                Seed = (ulong)limit,
                Sampling = Biased((_close, -100)),
            });
            foreach (Trace trace in result.Traces)
            {
                (int thinking, int answer) = Count(trace, startsInThinking: limit > 0);
                Assert.That(thinking, Is.LessThanOrEqualTo(limit), $"{limit}: {trace}");
                Assert.That(answer, Is.LessThanOrEqualTo(24), $"{limit}: {trace}");
                if (trace.Answer.Length == 0) Interlocked.Increment(ref unanswered);
                Interlocked.Increment(ref checkedTraces);
            }
        });
        Assert.That(checkedTraces, Is.EqualTo(traces));
        Assert.That(unanswered, Is.Zero);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(16)]
    [TestCase(100)]
    public async Task Limit_ModelThatOpensItsThinkingAgainAndAgain_HasOneCapForTheTurn(int limit)
    {
        ReasoningResult result = await _engine.ReasonAsync(Question, new ReasoningOptions
        {
            Budget = TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = limit, AnswerTokens = 60 }),
            Scaling = new FixedVote(64),
            Seed = 1,
            Sampling = Biased((_open, 13), (_endOfReply, -4)),
        });
        Assert.That(result.Traces.Count(trace => trace.Tokens.Count(token => token == _open) > 1), Is.GreaterThan(32), "the model does open it again");
        foreach (Trace trace in result.Traces)
        {
            (int thinking, int answer) = Count(trace, startsInThinking: limit > 0);
            Assert.That(thinking, Is.LessThanOrEqualTo(limit));
            Assert.That(answer, Is.LessThanOrEqualTo(60));
            Assert.That(trace.Answer, Does.Not.Contain("<think>").And.Not.Contain("</think>"));
        }
    }

    [Test]
    public async Task Limit_ModelThatRepeatsItsEndMarker_NeverLeaksIt()
    {
        ReasoningResult result = await _engine.ReasonAsync(Question, new ReasoningOptions
        {
            Budget = TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = 8, AnswerTokens = 40 }),
            Scaling = new FixedVote(64),
            Seed = 2,
            Sampling = Biased((_close, 9)),
        });
        Assert.That(result.Traces.Count(trace => trace.Tokens.Count(token => token == _close) > 1), Is.GreaterThan(32), "the model does repeat it");
        foreach (Trace trace in result.Traces)
        {
            Assert.That(trace.Answer, Does.Not.Contain("think>"));
            Assert.That(trace.Usage.MarkerTokens, Is.GreaterThanOrEqualTo(trace.Tokens.Count(token => token == _close)));
        }
    }

    [Test]
    public async Task Limit_TotalOfAnySize_IsHeld()
    {
        foreach (int total in (int[])[1, 2, 3, 5, 8, 16, 40, 120])
        {
            ReasoningResult result = await _engine.ReasonAsync(Question, new ReasoningOptions
            {
                Budget = TokenBudget.Create().Limit(new LimitOptions { TotalTokens = total }),
                Scaling = new FixedVote(16),
                Seed = 3,
                Sampling = Biased((_close, -100)),
            });
            Assert.That(result.Traces.Select(trace => trace.Tokens.Count), Is.All.LessThanOrEqualTo(total));
            Assert.That(result.Traces.Select(trace => trace.Answer), Is.All.Not.Empty, $"{total}");
        }
    }

    [Test]
    public async Task Extend_WithinALimit_MakesTheThinkingLonger()
    {
        var greedy = new SamplingOptions { Temperature = 0 };
        ReasoningResult plain = await _engine.ReasonAsync(Question, new ReasoningOptions { Sampling = greedy });
        ReasoningResult longer = await _engine.ReasonAsync(Question, new ReasoningOptions { Sampling = greedy, Budget = TokenBudget.Create().Extend(new ExtendOptions { MinThinkingTokens = 40, Text = ";" }).Limit(60) });
        Assert.That(longer.Traces[0].Interventions.Count(intervention => intervention.Kind == InterventionKind.Extend), Is.GreaterThan(0));
        Assert.That(Count(longer.Chosen).Thinking, Is.GreaterThan(Count(plain.Chosen).Thinking).And.LessThanOrEqualTo(60));
        Assert.That(longer.Answer, Is.Not.Empty);
    }

    [Test]
    public async Task CloseSoftly_BiasThatOutweighsTheModel_HasItEndItselfWithinTheLimit()
    {
        // The marker is 100 below, and lifted by up to 200: it comes in the second half.
        ReasoningResult result = await _engine.ReasonAsync(Question, new ReasoningOptions
        {
            Sampling = Biased((_close, -100), (_endOfReply, -100)),
            Budget = TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = 60, AnswerTokens = 8 }).CloseSoftly(new CloseSoftlyOptions { Share = 1, MaxBias = 200 }),
            Seed = 4,
        });
        Assert.That(result.Chosen.ThinkingStop, Is.EqualTo(StopReason.Natural));
        Assert.That(result.Chosen.Interventions, Is.Empty);
        Assert.That(Count(result.Chosen).Thinking, Is.InRange(20, 52));
    }

    [Test]
    public async Task StopWhenStable_Probes_ReSendNoPrompt()
    {
        // Thinking that goes on past the solution: the answer is long settled.
        ReasoningResult result = await _engine.ReasonAsync(Question, new ReasoningOptions
        {
            Sampling = Biased((_close, -100), (_endOfReply, -100)) with { Temperature = 0 },
            Budget = TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = 200, AnswerTokens = 8 }).StopWhenStable(new StopWhenStableOptions { ProbeEvery = 8, Window = 3, Probe = new ProbeOptions { MaxTokens = 4 } }),
        });
        Trace trace = result.Chosen;
        int closing = trace.Interventions.Single().Tokens;
        Assert.Multiple(() =>
        {
            Assert.That(trace.ThinkingStop, Is.EqualTo(StopReason.Stable));
            Assert.That(trace.Usage.ProbeTokens, Is.LessThanOrEqualTo((Count(trace).Thinking / 8) * (closing + 4)), "closing and answer of each probe, and nothing else");
            Assert.That(trace.Usage.ProbeTokens, Is.GreaterThan(0));
            Assert.That(trace.Answer, Is.Not.Empty);
        });
    }

    private int Single(string text) => _model.Tokenize(text, addSpecial: false, parseSpecial: true).Single();

    private static SamplingOptions Biased(params (int Token, float Bias)[] biases) => new() { LogitBias = biases.ToDictionary(bias => bias.Token, bias => bias.Bias) };

    /// <summary>Tokens that the model chose itself within its thinking, and tokens after the first block.</summary>
    private (int Thinking, int Answer) Count(Trace trace, bool startsInThinking = true)
    {
        var forced = trace.Interventions.SelectMany(intervention => Enumerable.Range(intervention.At, intervention.Tokens)).ToHashSet();
        int behind = trace.Tokens.ToList().IndexOf(_close) + 1, thinking = 0;
        // What is forced behind the first end marker, an empty line say, belongs to the closing.
        while (forced.Contains(behind)) behind++;
        bool inside = startsInThinking;
        for (int i = 0; i < trace.Tokens.Count; i++)
        {
            int token = trace.Tokens[i];
            if (token == _open) inside = true;
            else if (token == _close) inside = false;
            else if (inside && !forced.Contains(i)) thinking++;
        }
        return (thinking, behind == 0 && startsInThinking ? 0 : trace.Tokens.Count - behind);
    }
}
