using System.Runtime.InteropServices;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>Takes one trace, or one probe, from the logits of a step to its next token, as its budget decides.</summary>
internal sealed class TraceStepper(IInferenceModel model, SamplerWorkspace workspace, TimeProvider time)
{
    private const int MostEndTokens = 8;

    private readonly Sampler _greedy = new(new SamplingOptions { Temperature = 0, LogProbabilities = true }, model.Info.VocabularySize, 0, workspace);

    /// <summary>Chooses the next token and asks the budget about it.</summary>
    /// <returns>Why the trace is over, or null where it goes on.</returns>
    public StopReason? Advance(TraceSlot slot, ReadOnlySpan<float> logits, long now)
    {
        Request request = slot.Wave.Request;
        SampledToken sampled = slot.Sample(logits);
        request.FirstTokenAt ??= now;
        bool endsReply = model.IsEndOfGeneration(sampled.Token);
        // Behind a thinking that was ended for it a model may fall silent; it is made to answer. Vocabularies have few end tokens.
        for (int i = 0; i < MostEndTokens && endsReply && slot.OwesAnswer; i++)
        {
            sampled = slot.SampleOther(logits, sampled.Token);
            endsReply = model.IsEndOfGeneration(sampled.Token);
        }
        ReadOnlySpan<byte> bytes = endsReply ? [] : model.GetTokenBytes(sampled.Token);
        BudgetDecision decision = slot.Observe(sampled, bytes, endsReply, logits, time.GetElapsedTime(request.EnqueuedAt, now).TotalSeconds);
        bool thinking = slot.Phases.IsThinking;
        switch (decision.Kind)
        {
            case BudgetDecisionKind.Stop:
                return endsReply && !thinking ? StopReason.Natural : decision.Reason;
            case BudgetDecisionKind.Close when thinking:
                return Close(slot, decision.Reason);
            case BudgetDecisionKind.Extend when thinking && decision.Text is { } text:
                return Extend(slot, text, decision.Reason);
            case BudgetDecisionKind.Probe when thinking && slot.Probe is null:
                slot.WantedProbe = decision.ProbeOptions;
                break;
        }
        // A model that ends its reply while thinking has not answered: its thinking is ended, and the answer still comes.
        if (endsReply || slot.RunsIntoAnswer(bytes)) return thinking ? Close(slot, StopReason.Natural) : StopReason.Natural;
        slot.Take(sampled, bytes, time, now);
        if (slot.Log.Count >= slot.Wave.Prompt.MaxTokens) return StopReason.Limit;
        slot.PublishText(final: false);
        return null;
    }

    /// <summary>Chooses the next token of a probe.</summary>
    /// <returns>Whether its answer is complete.</returns>
    public bool Advance(ProbeSlot probe, ReadOnlySpan<float> logits)
    {
        SampledToken sampled = _greedy.Sample(logits);
        return model.IsEndOfGeneration(sampled.Token) || probe.Take(sampled, model.GetTokenBytes(sampled.Token));
    }

    /// <summary>Makes the trace of a slot that is over.</summary>
    public Trace Complete(TraceSlot slot, StopReason reason, long now)
    {
        slot.Phases.Complete();
        slot.PublishText(final: true);
        Request request = slot.Wave.Request;
        return slot.ToTrace(reason, Timing(request, slot.Log.FirstTokenAt ?? now, now, InterTokenLatency.Summarize(slot.Log.Gaps)));
    }

    /// <summary>What a wave delivers whose time was up before a trace could be started.</summary>
    public Trace Unstarted(Wave wave) => new()
    {
        Index = wave.FirstIndex,
        Thinking = "",
        Answer = "",
        Tokens = [],
        Usage = new TokenUsage(0, 0, 0, 0, 0, 0),
        Timing = Timing(wave.Request, time.GetTimestamp(), time.GetTimestamp(), null),
        StopReason = StopReason.Deadline,
        Seed = Inference.Sampling.SplitMix64.At(wave.Request.Seed, (ulong)wave.FirstIndex),
    };

    /// <summary>How long a request has taken.</summary>
    public static ReasoningTiming Timing(Request request, TimeProvider time, long now) =>
        Timing(request, time, request.FirstTokenAt ?? now, now, InterTokenLatency.Summarize(CollectionsMarshal.AsSpan(request.Gaps)));

    private ReasoningTiming Timing(Request request, long firstTokenAt, long now, InterTokenLatency? gaps) => Timing(request, time, firstTokenAt, now, gaps);

    private static ReasoningTiming Timing(Request request, TimeProvider time, long firstTokenAt, long now, InterTokenLatency? gaps)
    {
        long started = request.StartedAt ?? now;
        return new ReasoningTiming
        {
            Queue = time.GetElapsedTime(request.EnqueuedAt, started),
            Prefill = time.GetElapsedTime(started, request.PrefilledAt ?? now),
            TimeToFirstToken = time.GetElapsedTime(request.EnqueuedAt, firstTokenAt),
            Total = time.GetElapsedTime(request.EnqueuedAt, now),
            InterToken = gaps,
        };
    }

    private StopReason? Close(TraceSlot slot, StopReason reason) => Force(slot, slot.Wave.Prompt.Closing, InterventionKind.Close, reason);

    private StopReason? Extend(TraceSlot slot, string text, StopReason reason)
    {
        int[] tokens = slot.Wave.Prompt.Encode(text);
        if (tokens.Length == 0) throw new InvalidOperationException($"The vocabulary of {model.Info.Name} has no tokens for \"{text}\", with which the budget extends its thinking. Give another text.");
        return Force(slot, tokens, InterventionKind.Extend, reason);
    }

    private StopReason? Force(TraceSlot slot, int[] tokens, InterventionKind kind, StopReason reason)
    {
        // The answer needs a token too.
        if (tokens.Length == 0 || slot.Log.Count + tokens.Length >= slot.Wave.Prompt.MaxTokens) return StopReason.Limit;
        slot.Force(tokens, kind, reason, model);
        slot.PublishText(final: false);
        return null;
    }
}
