using EdgeReasoning.Budgets;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

public sealed class ReasoningEngineBudgetTests
{
    [Test]
    public async Task ReasonAsync_PolicyThatCloses_ForcesTheFamilysClosingAndTheAnswerFollows()
    {
        await using var engine = new ReasoningEngine(Thinker("12345678", "yes"));
        Trace trace = (await AskAsync(engine, (in ThinkingState state) => state.ThinkingTokens == 3 ? BudgetDecision.Close : BudgetDecision.Continue)).Chosen;
        Assert.Multiple(() =>
        {
            Assert.That((trace.Thinking, trace.Answer), Is.EqualTo(("123", "yes")));
            Assert.That((trace.StopReason, trace.ThinkingStop), Is.EqualTo((StopReason.Natural, (StopReason?)StopReason.Policy)));
            // A line end, the marker, and an empty line: the default of the family.
            Assert.That(trace.Interventions, Is.EqualTo(new[] { new Intervention(3, 4, InterventionKind.Close, StopReason.Policy) }));
            Assert.That(trace.Usage, Is.EqualTo(new TokenUsage(trace.Usage.InputTokens, ThinkingTokens: 4, AnswerTokens: 3, MarkerTokens: 3, ForcedTokens: 4, ProbeTokens: 0)));
        });
    }

    [Test]
    public async Task ReasonAsync_PolicyThatExtends_PutsItsTextInPlaceOfTheEndMarker()
    {
        await using var engine = new ReasoningEngine(Thinker("12", "yes"));
        var extended = 0;
        Trace trace = (await AskAsync(engine, (in ThinkingState state) => state.EndsThinking && extended++ < 2 ? BudgetDecision.Extend("!") : BudgetDecision.Continue)).Chosen;
        Assert.That((trace.Thinking, trace.Answer, trace.ThinkingStop), Is.EqualTo(("12!!", "yes", (StopReason?)StopReason.Natural)));
        Assert.That(trace.Interventions.Select(step => (step.At, step.Tokens, step.Kind)), Is.EqualTo(new[] { (2, 1, InterventionKind.Extend), (3, 1, InterventionKind.Extend) }));
    }

    [Test]
    public async Task ReasonAsync_PolicyThatStops_EndsTheTraceThere()
    {
        await using var engine = new ReasoningEngine(Thinker("12", "yes"));
        Trace trace = (await AskAsync(engine, (in ThinkingState state) => state.AnswerText.SequenceEqual("ye"u8) ? BudgetDecision.StopFor(StopReason.Deadline) : BudgetDecision.Continue)).Chosen;
        Assert.That((trace.Answer, trace.StopReason), Is.EqualTo(("ye", StopReason.Deadline)));
    }

    [Test]
    public async Task ReasonAsync_ReplyThatEndsWhileThinking_IsClosedAndAnswers()
    {
        await using var engine = new ReasoningEngine(Thinker("12<eos>", "yes"));
        Trace trace = (await engine.ReasonAsync("Hello")).Chosen;
        Assert.That((trace.Thinking, trace.Answer, trace.ThinkingStop), Is.EqualTo(("12", "yes", (StopReason?)StopReason.Natural)));
        Assert.That(trace.Interventions, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ReasonAsync_Nudge_MakesTheEndMarkerLikelier()
    {
        await using var engine = new ReasoningEngine(Thinker("12345678", "yes"));
        Trace trace = (await AskAsync(engine, (in ThinkingState state) => state.ThinkingTokens == 4 ? BudgetDecision.Nudge(100) : BudgetDecision.Continue)).Chosen;
        Assert.That((trace.Thinking, trace.Interventions.Count), Is.EqualTo(("12345", 0)));
    }

    [TestCase(true, "yes")]
    [TestCase(false, "67")]
    public async Task ReasonAsync_Probe_IsAnsweredBesideTheTraceAndCountedApart(bool closes, string expected)
    {
        const string thinking = "123456789012345678901234567890";
        ScriptedModel model = Thinker(thinking, "yes");
        await using var engine = new ReasoningEngine(model);
        var policy = new Probing(new ProbeOptions { ClosesThinking = closes, LeadIn = closes ? "" : "5", MaxTokens = closes ? 9 : 2 });
        Trace trace = (await engine.ReasonAsync("Hello", new ReasoningOptions { Budget = TokenBudget.Create().With(policy) })).Chosen;
        Assert.Multiple(() =>
        {
            Assert.That(policy.Seen, Is.EqualTo(new[] { (4, expected) }));
            Assert.That((trace.Thinking, trace.Answer), Is.EqualTo((thinking, "yes")), "the trace goes on as if nothing had been asked");
            Assert.That(trace.Usage.ProbeTokens, Is.EqualTo(closes ? 4 + 3 : 1 + 2));
            // The prompt, the reply and the probe; the probe feeds the token it forked at again, and its last one never.
            Assert.That(model.Contexts.Single().DecodedTokens, Is.EqualTo(trace.Usage.InputTokens + trace.Tokens.Count + trace.Usage.ProbeTokens + (closes ? 1 : 0)));
        });
        await Eventually.IsTrue(() => engine.Unused.Sequences == 8);
    }

    [Test]
    public async Task ReasonAsync_ProbeWithAnOpenBrace_EndsWhereTheBraceCloses()
    {
        await using var engine = new ReasoningEngine(Thinker("123456789012345678901234567890", "a{b}c}d"));
        var policy = new Probing(new ProbeOptions { MaxTokens = 20 });
        await engine.ReasonAsync("Hello", new ReasoningOptions { Budget = TokenBudget.Create().With(policy) });
        Assert.That(policy.Seen.Select(probe => probe.Text), Is.EqualTo(new[] { "a{b}c" }));
    }

    [Test]
    public async Task ReasonAsync_BudgetThatAsksAndSetsVariables_ShapesThePrompt()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Answering(prompt => prompt.Replace("<bos>", "", StringComparison.Ordinal).Replace("<assistant>", "", StringComparison.Ordinal)), new ReasoningEngineOptions
        {
            ChatTemplate = "{{ effort }}:{% for m in messages %}{{ m.content }}{% endfor %}<assistant>",
        });
        ReasoningPrompt chat = ReasoningPrompt.FromMessages(ChatMessage.User("One?"), ChatMessage.Assistant("1."), ChatMessage.User("Two?"));
        ReasoningResult result = await engine.ReasonAsync(chat, new ReasoningOptions { Budget = TokenBudget.Create().With(new Asking()) });
        Assert.That(result.Answer, Is.EqualTo("low:One?1.Two? First. Then."));
        Assert.That(engine.Describe(chat, new ReasoningOptions { Budget = TokenBudget.Create().With(new Asking()) }).Sentences, Is.EqualTo(new[] { "First.", "Then." }));
        Assert.That(async () => await engine.ReasonAsync(ReasoningPrompt.FromRawText("x"), new ReasoningOptions { Budget = TokenBudget.Create().With(new Asking()) }),
            Throws.ArgumentException.With.Message.Contains("First.").And.Message.Contains("raw"));
    }

    [Test]
    public async Task ReasonAsync_BudgetThatTheModelCannotHonour_IsRefusedWithTheReason()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("x"));
        var options = new ReasoningOptions { Budget = TokenBudget.Create().With(new Refusing()) };
        Assert.That(async () => await engine.ReasonAsync("Hello", options), Throws.ArgumentException.With.Message.Contains("No oracle here."));
        Assert.That(engine.Describe("Hello", options).Refusals, Is.EqualTo(new[] { "No oracle here." }));
    }

    [Test]
    public async Task ReasonAsync_MeterThatThrows_FailsItsRequestOnly()
    {
        await using var engine = new ReasoningEngine(Thinker("12", "yes"));
        Assert.That(async () => await AskAsync(engine, (in ThinkingState _) => throw new NotSupportedException("no")), Throws.InstanceOf<NotSupportedException>());
        Assert.That((await engine.ReasonAsync("Hello")).Answer, Is.EqualTo("yes"));
        await Eventually.IsTrue(() => engine.Unused.Sequences == 8);
    }

    private static Task<ReasoningResult> AskAsync(ReasoningEngine engine, BudgetRule rule) =>
        engine.ReasonAsync("Hello", new ReasoningOptions { Budget = TokenBudget.Create().With(new Ruled(rule)) });

    /// <summary>A model that thinks some characters and then answers, wherever its thinking is closed; it goes on after a text of others.</summary>
    private static ScriptedModel Thinker(string thinking, string answer) => new((history, logits) =>
    {
        logits.Fill(-10);
        int close = history.LastIndexOf(261);
        int next;
        if (close >= 0)
        {
            int said = history[(close + 1)..].ToArray().Count(token => token != '\n');
            next = said < answer.Length ? answer[said] : 257;
        }
        else
        {
            int thought = 0;
            foreach (int token in history[(history.LastIndexOf(260) + 1)..]) thought += token is >= '0' and <= '9' ? 1 : 0;
            next = thought < thinking.Length && thinking[thought] is >= '0' and <= '9' ? thinking[thought] : thinking.EndsWith("<eos>", StringComparison.Ordinal) ? 257 : 261;
        }
        logits[next] = 10;
    });

    private sealed class Ruled(BudgetRule rule) : BudgetPolicy
    {
        protected internal override BudgetMeter Start(BudgetContext context) => BudgetMeter.From(rule);
    }

    private sealed class Asking : BudgetPolicy
    {
        protected internal override void Prepare(BudgetPlan plan)
        {
            plan.Ask("Then.", 2);
            plan.Ask("First.", 1);
            plan.SetVariable("effort", "low");
        }

        protected internal override BudgetMeter Start(BudgetContext context) => BudgetMeter.Idle;
    }

    private sealed class Refusing : BudgetPolicy
    {
        protected internal override void Prepare(BudgetPlan plan) => plan.Refuse("No oracle here.");

        protected internal override BudgetMeter Start(BudgetContext context) => BudgetMeter.Idle;
    }

    /// <summary>Probes once, at the fourth thinking token.</summary>
    private sealed class Probing(ProbeOptions options) : BudgetPolicy
    {
        public List<(int ThinkingTokens, string Text)> Seen { get; } = [];

        protected internal override BudgetMeter Start(BudgetContext context) => new Meter(this, options);

        private sealed class Meter(Probing policy, ProbeOptions options) : BudgetMeter
        {
            public override BudgetDecision Observe(in ThinkingState state) =>
                state is { IsThinking: true, EndsThinking: false } && state.ThinkingTokens == 3
                    ? BudgetDecision.ProbeWith(options) : BudgetDecision.Continue;

            public override void ObserveProbe(in ProbeResult result) => policy.Seen.Add((result.ThinkingTokens, result.Text));
        }
    }
}
