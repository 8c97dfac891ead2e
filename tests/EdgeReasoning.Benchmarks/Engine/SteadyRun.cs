using EdgeReasoning.Benchmarks.Family;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>One request of n traces of the same length, all of them decoded at once: the engine in its steady state.</summary>
internal static class SteadyRun
{
    private const int PromptTokens = 32;

    /// <summary>Replies that do not end before their limit.</summary>
    public static ReasoningOptions Endless(IInferenceModel model, int sequences, int tokens, SamplingOptions? sampling = null) => new()
    {
        Scaling = new FixedVote(sequences),
        Budget = TokenBudget.Create().Limit(new LimitOptions { TotalTokens = tokens + 1, AnswerReserve = 0 }),
        Sampling = (sampling ?? new SamplingOptions()) with
        {
            LogitBias = Enumerable.Range(0, model.Info.VocabularySize).Where(model.IsEndOfGeneration).ToDictionary(token => token, _ => float.NegativeInfinity),
        },
        Seed = 1,
    };

    /// <summary>Measures one.</summary>
    public static async Task<StepFigures> TakeAsync(IInferenceModel model, int sequences, int tokens, bool streams = false)
    {
        var meter = new StepMeter(model, tokens);
        await using var engine = new ReasoningEngine(meter, new ReasoningEngineOptions { SequenceTokens = Math.Max(PromptTokens + tokens + 8, 256), MaxParallelTraces = sequences, Layout = KvLayout.Separate });
        ReasoningPrompt prompt = ReasoningPrompt.FromRawText(string.Concat(Enumerable.Repeat(" 12345678", 3)));
        ReasoningOptions options = Endless(model, sequences, tokens);
        WakeUps before = WakeUps.Now();
        if (streams)
        {
            await foreach (ReasoningUpdate _ in engine.StreamAsync(prompt, options))
            {
            }
        }
        else
        {
            await engine.ReasonAsync(prompt, options);
        }

        WakeUps woken = WakeUps.Now() - before;
        double all = (double)sequences * tokens;
        return new StepFigures(meter.SecondsBetween, meter.SecondsInDecode, meter.SecondsOfProcessor, meter.BytesPerStep / sequences, woken.WorkItems / all, woken.Waits / all);
    }
}
