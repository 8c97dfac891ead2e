using System.Diagnostics;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>The least that decoding can be: a prompt, its forks, and decode calls of given tokens, without sampling or bookkeeping.</summary>
/// <param name="model">The model.</param>
/// <param name="size">The context; all of its sequences are decoded.</param>
/// <param name="promptTokens">Tokens that all sequences share.</param>
/// <param name="tokens">Tokens decoded in each sequence after it.</param>
internal sealed class BareLoop(IInferenceModel model, ContextOptions size, int promptTokens, int tokens)
{
    private readonly TokenBatch _batch = new(size.MaxBatchTokens);

    /// <summary>The context that is made for a run.</summary>
    public ContextOptions Size { get; } = size;

    /// <summary>A loop in a context just large enough.</summary>
    public static BareLoop Of(IInferenceModel model, int sequences, int promptTokens, int tokens, KvLayout layout) => new(
        model, new ContextOptions { SequenceTokens = Math.Max(promptTokens + tokens + 8, 256), MaxSequences = sequences, MaxBatchTokens = 512, Layout = layout }, promptTokens, tokens);

    /// <summary>Decodes it all once, in a context of its own.</summary>
    public BareSpeed Run()
    {
        using IInferenceContext context = model.CreateContext(Size);
        long start = Stopwatch.GetTimestamp();
        Prefill(context);
        double prompt = Stopwatch.GetElapsedTime(start).TotalSeconds;
        for (var sequence = 1; sequence < Size.MaxSequences; sequence++) context.Fork(0, sequence);
        Step(context, 0);   // the copy of the prompt to the forks happens here
        start = Stopwatch.GetTimestamp();
        for (var step = 1; step < tokens; step++) Step(context, step);
        return new BareSpeed(promptTokens / prompt, Size.MaxSequences * (tokens - 1) / Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>The same by the step.</summary>
    public StepFigures Measure()
    {
        var meter = new StepMeter(model, tokens);
        new BareLoop(meter, Size, promptTokens, tokens).Run();
        return new StepFigures(meter.SecondsBetween, meter.SecondsInDecode, meter.SecondsOfProcessor, 0, 0, 0);
    }

    private void Prefill(IInferenceContext context)
    {
        _batch.Clear();
        for (var i = 0; i < promptTokens; i++)
        {
            bool last = i == promptTokens - 1;
            _batch.Add(TokenAt(i), i, 0, last);
            if (!last && _batch.Count < _batch.Capacity) continue;
            context.Decode(_batch);
            if (last) context.GetLogits(_batch.Count - 1);
            _batch.Clear();
        }
    }

    private void Step(IInferenceContext context, int step)
    {
        _batch.Clear();
        for (var sequence = 0; sequence < Size.MaxSequences; sequence++) _batch.Add(TokenAt(step + sequence), promptTokens + step, sequence, wantsLogits: true);
        context.Decode(_batch);
        context.GetLogits(0);
    }

    // Any will do: the work does not depend on them.
    private static int TokenAt(int i) => 7 + i % 20;
}
