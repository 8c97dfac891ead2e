using EdgeReasoning.Benchmarks.Engine;
using EdgeReasoning.Benchmarks.Family;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Traces;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace EdgeReasoning.Benchmarks.NodeLlama;

/// <summary>This engine's side of the runs.</summary>
internal static class EngineSide
{
    private static readonly SamplingOptions s_greedy = new() { Temperature = 0 };

    /// <summary>Decodes on from a prompt, given as text that has the tokens of the run.</summary>
    public static Task<NodeReply> DecodeAsync(LlamaCppModel model, NodeRun run, string prompt) => RunAsync(
        model, run, ReasoningPrompt.FromRawText(prompt), SteadyRun.Endless(model, run.Sequences, run.Tokens - 1, s_greedy));

    /// <summary>Answers a question, the thinking cut.</summary>
    public static Task<NodeReply> AskAsync(LlamaCppModel model, NodeRun run) => RunAsync(model, run, run.Question!, new ReasoningOptions
    {
        Scaling = new FixedVote(run.Sequences),
        Budget = TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = run.ThoughtTokens, TotalTokens = run.Tokens }),
        Sampling = s_greedy,
        Seed = 1,
    });

    private static async Task<NodeReply> RunAsync(LlamaCppModel model, NodeRun run, ReasoningPrompt prompt, ReasoningOptions options)
    {
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions
        {
            SequenceTokens = run.ContextTokens, MaxParallelTraces = run.Sequences, Layout = KvLayout.Separate,
        });
        TimeSpan computed = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        ReasoningResult result = await engine.ReasonAsync(prompt, options);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new NodeReply
        {
            FirstSeconds = result.Timing.TimeToFirstToken.TotalSeconds,
            Seconds = seconds,
            ProcessorSeconds = (Environment.CpuUsage.TotalTime - computed).TotalSeconds,
            Replies = [.. result.Traces.Select(trace => new SequenceReply(trace.Tokens.Count, trace.Usage.ThinkingTokens, TextOf(model, trace)))],
        };
    }

    private static string TextOf(LlamaCppModel model, Trace trace)
    {
        var bytes = new List<byte>();
        foreach (int token in trace.Tokens) bytes.AddRange(model.GetTokenBytes(token));
        return System.Text.Encoding.UTF8.GetString([.. bytes]);
    }
}
