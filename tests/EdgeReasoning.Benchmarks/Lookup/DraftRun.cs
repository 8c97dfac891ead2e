using EdgeReasoning.Benchmarks.Family;
using EdgeReasoning.Benchmarks.Measuring;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Benchmarks.Lookup;

/// <summary>Questions answered one after the other, each by some traces at once.</summary>
/// <param name="Tokens">Tokens of all replies.</param>
/// <param name="Seconds">Processor time, prompts included.</param>
/// <param name="Drafted">Tokens that were decoded on trial.</param>
/// <param name="Accepted">Of them, those that were chosen.</param>
internal sealed record DraftRun(int Tokens, double Seconds, int Drafted, int Accepted)
{
    /// <summary>Tokens for each second of processor time.</summary>
    public double Rate => Tokens / Seconds;

    /// <summary>Tokens of a trace for each decode call that it took part in.</summary>
    public double TokensPerStep => Tokens / (double)(Tokens - Accepted);

    /// <summary>The share of drafted tokens that was accepted; 0 where none were drafted.</summary>
    public double Right => Drafted == 0 ? 0 : Accepted / (double)Drafted;

    /// <summary>Runs them in an engine of its own.</summary>
    public static async Task<DraftRun> TakeAsync(IInferenceModel model, IReadOnlyList<Question> questions, int traces, KvLayout layout, int draftTokens)
    {
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = traces, SequenceTokens = 768, Layout = layout, DraftTokens = draftTokens });
        var all = new List<Trace>();
        double seconds = Processor.Time(() =>
        {
            for (var i = 0; i < questions.Count; i++)
                all.AddRange(engine.ReasonAsync(questions[i].Text, new ReasoningOptions { Seed = (ulong)i, Scaling = new FixedVote(traces) }).GetAwaiter().GetResult().Traces);
        });
        return new DraftRun(
            all.Sum(trace => trace.Usage.OutputTokens), seconds, all.Sum(trace => trace.Drafts?.DraftedTokens ?? 0), all.Sum(trace => trace.Drafts?.AcceptedTokens ?? 0));
    }
}
