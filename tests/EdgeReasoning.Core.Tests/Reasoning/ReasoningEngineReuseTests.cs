using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

/// <summary>Prompts that outlive their request: what the next one does not decode again, and who gets their room.</summary>
public sealed class ReasoningEngineReuseTests
{
    private const string Reply = "think</think>done";

    private static readonly ReasoningOptions s_reuses = new() { ReusesPrompt = true };

    // Rendered, a first turn is <bos><user>QUESTION<assistant><think>, and the next one goes on behind <assistant> with the answer.
    private static readonly string s_question = new('q', 60);

    [Test]
    public async Task ReasonAsync_NextTurn_DecodesOnlyWhatIsNew([Values] KvLayout layout, [Values(1, 4)] int parallel)
    {
        ScriptedModel model = ScriptedModel.Saying(Reply);
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = parallel, Layout = layout });
        ScriptedContext context = model.Contexts.Single();
        ReasoningResult first = await engine.ReasonAsync(s_question, s_reuses);
        await Eventually.IsTrue(() => engine.Unused == (parallel, context.Limits.CapacityTokens));
        int before = context.DecodedTokens;
        ReasoningResult second = await engine.ReasonAsync(SecondTurn(first), s_reuses);

        const int Shared = 2 + 60 + 1, Rest = 4 + 1 + 4 + 2;   // up to <assistant>; done <user> more <assistant><think>
        Assert.Multiple(() =>
        {
            Assert.That(first.CachedInputTokens, Is.Zero);
            Assert.That(second.CachedInputTokens, Is.EqualTo(Shared));
            Assert.That(second.Usage.InputTokens, Is.EqualTo(Shared + Rest));
            Assert.That(context.DecodedTokens - before, Is.EqualTo(Rest + 5 + 1 + 4));
            Assert.That(context.Forks, Is.EqualTo(layout == KvLayout.Separate && parallel > 1 ? 1 : 0), "out of the way, and no copy otherwise");
        });
    }

    [Test]
    public async Task ReasonAsync_WithoutReuse_LeavesNothingAndTakesNothing()
    {
        ScriptedModel model = ScriptedModel.Saying(Reply);
        await using var engine = new ReasoningEngine(model);
        ReasoningResult first = await engine.ReasonAsync(s_question);
        await Eventually.IsTrue(() => model.Contexts.Single().UsedSequences == 0);
        await engine.ReasonAsync(s_question, s_reuses);
        Assert.That((await engine.ReasonAsync(SecondTurn(first))).CachedInputTokens, Is.Zero);
    }

    [Test]
    public async Task ReasonAsync_MemoryThatCannotGoBack_DecodesTheWholePrompt()
    {
        ScriptedModel model = ScriptedModel.Saying(Reply);
        model.Capabilities = ContextCapabilities.None;
        await using var engine = new ReasoningEngine(model);
        ReasoningResult first = await engine.ReasonAsync(s_question, s_reuses);
        Assert.That((await engine.ReasonAsync(SecondTurn(first), s_reuses)).CachedInputTokens, Is.Zero);
        await Eventually.IsTrue(() => model.Contexts.Single().UsedSequences == 0);
    }

    [Test]
    public async Task ReasonAsync_SameSystemPrompt_IsForkedAndLeavesTheOthersTurn([Values] KvLayout layout)
    {
        ScriptedModel model = ScriptedModel.Saying(Reply);
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 4, Layout = layout });
        ChatMessage system = ChatMessage.System(new string('s', 100));
        ChatMessage longer = ChatMessage.User(new string('a', 150)), shorter = ChatMessage.User("b");
        ReasoningResult first = await engine.ReasonAsync(ReasoningPrompt.FromMessages(system, longer), s_reuses);
        ReasoningResult other = await engine.ReasonAsync(ReasoningPrompt.FromMessages(system, shorter), s_reuses);
        ReasoningResult second = await engine.ReasonAsync(ReasoningPrompt.FromMessages(system, longer, ChatMessage.Assistant(first.Answer), ChatMessage.User("more")), s_reuses);
        Assert.Multiple(() =>
        {
            Assert.That(other.CachedInputTokens, Is.InRange(100, 110), "the system prompt");
            Assert.That(second.CachedInputTokens, Is.GreaterThan(250), "the other one has not taken it away");
        });
    }

    [Test]
    public async Task ReasonAsync_RoomIsNeeded_KeptPromptsMakeWay([Values] KvLayout layout)
    {
        ScriptedModel model = ScriptedModel.Saying(Reply);
        // In one pool: room for two prompts of 64 and one reply of 20.
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 2, Layout = layout, CapacityTokens = 150, SequenceTokens = 150 });
        ReasoningOptions options = s_reuses with { Budget = TotalLimit.Of(20) };
        for (var i = 0; i < 6; i++)
        {
            ReasoningResult result = await engine.ReasonAsync(new string((char)('a' + i), 60), options);
            Assert.That((result.Answer, result.CachedInputTokens), Is.EqualTo(("done", 0)));
        }

        ReasoningResult votes = await engine.ReasonAsync(new string('x', 60), options with { Scaling = new FixedVote(5) });
        Assert.That(votes.Traces.Select(trace => trace.Answer), Has.All.EqualTo("done"));
        await Eventually.IsTrue(() => engine.Unused == (2, engine.Limits.CapacityTokens));
    }

    [Test]
    public async Task ReasonAsync_TightPool_HoldsNoMoreThanItHasRoomFor()
    {
        // A request waits between two waves with its prompt kept; the reply that it has had is not in its way, nor in anybody else's.
        ScriptedModel model = ScriptedModel.Saying(new string('t', 17) + "</think>b");
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 2, Layout = KvLayout.Unified, CapacityTokens = 40, SequenceTokens = 40 });
        var between = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new ReasoningOptions { Budget = TotalLimit.Of(20) };
        Task<ReasoningResult> waiting = engine.ReasonAsync("Hello", options with { Scaling = new TwoWaves(between, goOn.Task) });
        await between.Task;
        ReasoningResult beside = await engine.ReasonAsync("World", options);
        goOn.SetResult();
        Assert.That((beside.Answer, (await waiting).Traces.Count), Is.EqualTo(("b", 2)));
    }

    [Test]
    public async Task ReasonAsync_ManyConversations_AnswerAsIfTheyWereAlone([Values] KvLayout layout, [Values(1, 2)] int seed)
    {
        await using var alone = new ReasoningEngine(ScriptedModel.Noise(), new ReasoningEngineOptions { MaxParallelTraces = 1, SequenceTokens = 400 });
        ScriptedModel model = ScriptedModel.Noise();
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 5, Layout = layout, SequenceTokens = 400, CapacityTokens = 900 });
        long cached = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 24), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var random = new Random(100 * seed + i);
            List<ChatMessage> messages = [ChatMessage.System(i % 3 == 0 ? "You count." : "You are asked about many things, and answer each of them.")];
            for (var turn = 0; turn < 5; turn++)
            {
                messages.Add(ChatMessage.User(new string((char)('a' + random.Next(4)), random.Next(1, 25))));
                var prompt = ReasoningPrompt.FromMessages(messages);
                var options = new ReasoningOptions { Seed = (ulong)(10 * i + turn), Budget = TotalLimit.Of(30), Scaling = new FixedVote(random.Next(1, 4)), ReusesPrompt = random.Next(5) > 0 };
                ReasoningResult result;
                using (var source = new CancellationTokenSource())
                {
                    if (random.Next(6) == 0)
                    {
                        Task<ReasoningResult> left = engine.ReasonAsync(prompt, options, source.Token);
                        await Task.Delay(random.Next(3), CancellationToken.None);
                        await source.CancelAsync();
                        await left.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                    }

                    result = await engine.ReasonAsync(prompt, options, CancellationToken.None);
                }

                ReasoningResult expected = await alone.ReasonAsync(prompt, options with { ReusesPrompt = false }, CancellationToken.None);
                Assert.That(result.Traces.Select(trace => trace.Tokens), Is.EqualTo(expected.Traces.Select(trace => trace.Tokens)));
                Interlocked.Add(ref cached, result.CachedInputTokens);
                messages.Add(ChatMessage.Assistant($"answer {turn}"));
            }
        });
        Assert.That(cached, Is.GreaterThan(1000));
        await Eventually.IsTrue(() => engine.Unused == (5, engine.Limits.CapacityTokens));
        Assert.That(model.Contexts.Single().UsedSequences, Is.GreaterThan(0), "prompts have stayed");
    }

    private static ReasoningPrompt SecondTurn(ReasoningResult first) =>
        ReasoningPrompt.FromMessages(ChatMessage.User(s_question), ChatMessage.Assistant(first.Answer), ChatMessage.User("more"));

    private sealed class TwoWaves(TaskCompletionSource between, Task goOn) : ScalingPolicy
    {
        public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
        {
            var tally = new VoteTally();
            await foreach (EdgeReasoning.Traces.Trace trace in traces.SampleAsync(1, null, cancellationToken)) tally.Add(trace);
            between.SetResult();
            await goOn;
            await foreach (EdgeReasoning.Traces.Trace trace in traces.SampleAsync(1, null, cancellationToken)) tally.Add(trace);
            return tally.ToOutcome();
        }
    }
}
