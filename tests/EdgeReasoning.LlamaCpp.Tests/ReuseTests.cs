using EdgeReasoning.Inference;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

/// <summary>Prompts that stay in llama.cpp's memory for the next turn.</summary>
public sealed class ReuseTests
{
    private static readonly ReasoningOptions s_greedy = new() { Seed = 1, Sampling = new() { Temperature = 0 } };

    [Test]
    public async Task ReasonAsync_NextTurns_AnswerLikeFreshPrompts([Values] KvLayout layout, [Values(1, 3)] int parallel)
    {
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(TinyModels.ReasonerMiddle, new LlamaCppOptions { Threads = 1 });
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = parallel, Layout = layout, SequenceTokens = 1024 });
        await using var fresh = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = parallel, Layout = layout, SequenceTokens = 1024 });
        List<ChatMessage> messages = [];
        for (var turn = 0; turn < 4; turn++)
        {
            messages.Add(ChatMessage.User($"Ann has {20 + turn} coins. Ann gets {3 + turn} coins. Ann doubles the coins. How many coins does Ann have now?"));
            var prompt = ReasoningPrompt.FromMessages(messages);
            var options = s_greedy with { Scaling = new FixedVote(turn % 2 == 0 ? 1 : 4) };
            ReasoningResult result = await engine.ReasonAsync(prompt, options with { ReusesPrompt = true }), expected = await fresh.ReasonAsync(prompt, options);
            Assert.That(result.Traces.Select(trace => trace.Answer), Is.EqualTo(expected.Traces.Select(trace => trace.Answer)));
            Assert.That(result.CachedInputTokens, turn == 0 ? Is.Zero : Is.GreaterThan(0.5 * result.Usage.InputTokens * turn / (turn + 1)));
            messages.Add(ChatMessage.Assistant(result.Answer));
        }
    }
}
