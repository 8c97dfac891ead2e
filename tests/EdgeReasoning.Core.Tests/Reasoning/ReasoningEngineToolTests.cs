using System.Text;
using System.Text.Json;
using EdgeReasoning.Answers;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

public sealed class ReasoningEngineToolTests
{
    private const string Call = "<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": 1}}\n</tool_call>";
    private static readonly ToolDefinition s_add = new("add", "Adds.", JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"integer","minimum":0,"maximum":99}},"required":["a"]}"""));

    [Test]
    public async Task ReasonAsync_ReplyWithCalls_HasThemBesideItsText()
    {
        await using ReasoningEngine engine = Saying($"hm {Call}</think>\n\nI look.\n{Call}\n{Call.Replace('1', '2')}");
        ReasoningResult result = await engine.ReasonAsync("?", Options());
        Assert.Multiple(() =>
        {
            Assert.That(result.Thinking, Does.Contain("<tool_call>"), "what is thought calls nothing");
            Assert.That(result.Answer, Is.EqualTo("I look."));
            Assert.That(result.Chosen.ToolCalls.Select(call => call.ToString()), Is.EqualTo(new[] { "add({\"a\": 1})", "add({\"a\": 2})" }));
            Assert.That(result.Chosen.Extracted!.Normalized, Is.EqualTo("""[{"arguments":{"a":1},"name":"add"},{"arguments":{"a":2},"name":"add"}]"""));
            Assert.That((result.StopReason, result.Chosen.CallsAt), Is.EqualTo((StopReason.Natural, 7)));
        });
    }

    [Test]
    public async Task ReasonAsync_Tools_ReachTheTemplate()
    {
        string? seen = null;
        await using var engine = new ReasoningEngine(ScriptedModel.Answering(prompt => { seen = prompt; return "hm</think>3"; }).WithTemplate(ToolTemplates.Hermes));
        ChatMessage called = ChatMessage.Assistant("") with { ToolCalls = [new ToolCall("add", JsonElement.Parse("""{"a":1}"""), "c1")] };
        await engine.ReasonAsync(ReasoningPrompt.FromMessages(ChatMessage.User("?"), called, ChatMessage.Tool("2", "c1", "add")), Options());
        Assert.That(seen, Does.Contain("""{"type": "function", "function": {"name": "add", "description": "Adds.", "parameters": {"type": "object",""")
            .And.Contain("<assistant><tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": 1}}\n</tool_call><tool>2<assistant>"));
    }

    [Test]
    public async Task StreamAsync_ReplyWithCalls_AddsUpToTheWhole()
    {
        await using ReasoningEngine engine = Saying($"hm</think>I look <b>.\n{Call}<tool_call>oops</tool_call>{Call}");
        ReasoningResult whole = await engine.ReasonAsync("?", Options());
        var text = new StringBuilder();
        List<ToolCall> calls = [];
        Trace? finished = null;
        await foreach (ReasoningUpdate update in engine.StreamAsync("?", Options()))
        {
            if (update.Kind == ReasoningUpdateKind.Answer) text.Append(update.Text);
            if (update.Kind == ReasoningUpdateKind.ToolCall) calls.Add(update.ToolCall!);
            if (update.Kind == ReasoningUpdateKind.TraceFinished) finished = update.Trace;
        }

        Assert.Multiple(() =>
        {
            Assert.That(text.ToString().Trim(), Is.EqualTo(whole.Answer).And.EqualTo("I look <b>.\n<tool_call>oops</tool_call>"));
            Assert.That(calls.Select(call => $"{call}"), Is.EqualTo(whole.Chosen.ToolCalls.Select(call => $"{call}")));
            Assert.That((calls.Count, finished!.ToolCalls.Count), Is.EqualTo((2, 2)));
        });
    }

    [Test]
    public async Task ReasonAsync_OneCallWanted_EndsBehindIt()
    {
        await using ReasoningEngine engine = Saying($"hm</think>{Call}{Call} and so on");
        ReasoningResult result = await engine.ReasonAsync("?", Options(tools => tools with { AllowsSeveral = false }));
        Assert.That((result.Chosen.ToolCalls.Count, result.Answer), Is.EqualTo((1, "")));
        Assert.That(result.Usage.AnswerTokens, Is.LessThan(Call.Length + 5));
    }

    [TestCase(ToolTemplates.Hermes)]
    [TestCase(ToolTemplates.Llama)]
    public async Task ReasonAsync_CallRequiredOfNoise_IsValidWhateverTheBudget(string template)
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Noise().WithTemplate(template), new ReasoningEngineOptions { SequenceTokens = 2048 });
        TokenBudget[] budgets = [TokenBudget.Create().Limit(20), TokenBudget.Create().NoThinking(), TokenBudget.Create().Limit(60).StopWhenStable(), TokenBudget.Create().Limit(30).Extend(new ExtendOptions { Times = 1 })];
        ToolChoice[] choices = [ToolChoice.Required, ToolChoice.Named("now"), ToolChoice.Named("add")];
        for (int i = 0; i < 24; i++)
        {
            ToolChoice choice = choices[i % choices.Length];
            ReasoningResult result = await engine.ReasonAsync("?", Options(tools => tools with { Tools = [s_add, new ToolDefinition("now")], Choice = choice }) with
            {
                Budget = budgets[i % budgets.Length],
                Seed = (ulong)i,
                Sampling = new SamplingOptions { Temperature = 1, TopP = 1 },
            });
            Assert.That(result.StopReason, Is.EqualTo(StopReason.Natural));
            Assert.That(result.Answer, Is.Empty, "nothing but calls");
            Assert.That(result.Chosen.ToolCalls, Is.Not.Empty);
            if (choice.Name is { } name) Assert.That(result.Chosen.ToolCalls.Select(call => call.Name), Is.EqualTo(new[] { name }));
            foreach (ToolCall call in result.Chosen.ToolCalls.Where(call => call.Name == "add")) Assert.That(call.Arguments.GetProperty("a").GetInt32(), Is.InRange(0, 99));
        }
    }

    [Test]
    public async Task ReasonAsync_Vote_CountsTheSameCallTogether()
    {
        // A noise that can only choose how to write the arguments: all traces mean the same.
        await using var engine = new ReasoningEngine(ScriptedModel.Noise().WithTemplate(ToolTemplates.Hermes));
        var tool = new ToolDefinition("set", parameters: JsonElement.Parse("""{"type":"object","properties":{"a":{"const":1}},"required":["a"]}"""));
        ReasoningResult result = await engine.ReasonAsync("?", Options(tools => tools with { Tools = [tool], Choice = ToolChoice.Named("set") }) with
        {
            Scaling = new FixedVote(8),
            Budget = TokenBudget.Create().NoThinking(),
            Sampling = new SamplingOptions { Temperature = 1, TopP = 1 },
        });
        Assert.That(result.Traces.Select(trace => trace.Tokens.Count).Distinct().Count(), Is.GreaterThan(1));
        Assert.That((result.Vote.Answer, result.Vote.Counts[0].Votes), Is.EqualTo(("""[{"arguments":{"a":1},"name":"set"}]""", 8)));
    }

    [TestCase("hm</think>{\"coins\":3}", 0)]
    [TestCase("hm</think>" + Call, 1)]
    public async Task ReasonAsync_GrammarBesideTools_LetsBothThrough(string reply, int calls)
    {
        await using ReasoningEngine engine = Saying(reply);
        AnswerGrammar grammar = AnswerGrammar.FromJsonSchema("""{"type":"object","properties":{"coins":{"type":"integer"}},"required":["coins"]}""");
        ReasoningResult result = await engine.ReasonAsync("?", Options() with { AnswerGrammar = grammar });
        Assert.That((result.Chosen.ToolCalls.Count, result.Answer), Is.EqualTo((calls, calls > 0 ? "" : "{\"coins\":3}")));
        Assert.That(async () => await engine.ReasonAsync("?", Options() with { AnswerGrammar = AnswerGrammar.FromGbnf("root ::= \"a\"") }), Throws.ArgumentException.With.Message.Contains("calls"));
    }

    [Test]
    public async Task ReasonAsync_CallCutByALimit_ComesOutAsText()
    {
        await using ReasoningEngine engine = Saying($"hm</think>{Call}");
        ReasoningResult result = await engine.ReasonAsync("?", Options() with { Budget = TokenBudget.Create().Limit(new LimitOptions { AnswerTokens = 20 }) });
        Assert.That((result.Answer, result.StopReason, result.Chosen.ToolCalls.Count), Is.EqualTo((Call[..20].Trim(), StopReason.Limit, 0)));
    }

    [TestCase(ScriptedModel.Template, "scripted")]
    [TestCase("{{ tools }}[TOOL_CALLS]{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}<assistant>", "form")]
    public void ReasonAsync_ModelWithoutTools_IsRefusedByName(string template, string why)
    {
        var engine = new ReasoningEngine(ScriptedModel.Saying("x").WithTemplate(template));
        Assert.That(async () => await engine.ReasonAsync("?", Options()), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("scripted").And.Message.Contains(why).And.Message.Contains("ChatTemplate"));
        Assert.That(async () => await engine.StreamAsync("?", Options()).ToListAsync(), Throws.InstanceOf<NotSupportedException>());
    }

    [Test]
    public async Task ReasonAsync_WrongTools_AreRefused()
    {
        await using ReasoningEngine engine = Saying("hm</think>x");
        Assert.Multiple(() =>
        {
            Assert.That(async () => await engine.ReasonAsync("?", Options(tools => tools with { Tools = [] })), Throws.ArgumentException);
            Assert.That(async () => await engine.ReasonAsync("?", Options(tools => tools with { Tools = [s_add, s_add] })), Throws.ArgumentException.With.Message.Contains("'add'"));
            Assert.That(async () => await engine.ReasonAsync("?", Options(tools => tools with { Choice = ToolChoice.Named("sub") })), Throws.ArgumentException.With.Message.Contains("'sub'"));
            Assert.That(async () => await engine.ReasonAsync(ReasoningPrompt.FromRawText("?"), Options()), Throws.ArgumentException.With.Message.Contains("raw"));
            Assert.That(async () => await engine.ReasonAsync("?", Options(tools => tools with { Choice = ToolChoice.Required }) with { Budget = TokenBudget.Create().StopAt("x") }), Throws.ArgumentException);
        });
    }

    private static ReasoningEngine Saying(string reply) => new(ScriptedModel.Saying(reply).WithTemplate(ToolTemplates.Hermes));

    private static ReasoningOptions Options(Func<ToolOptions, ToolOptions>? change = null)
    {
        var tools = new ToolOptions { Tools = [s_add] };
        return new ReasoningOptions { Tools = change?.Invoke(tools) ?? tools };
    }
}
