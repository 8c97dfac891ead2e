using EdgeReasoning.Scaling;

namespace EdgeReasoning.Evaluation;

/// <summary>One question after a scaling policy was played back its traces.</summary>
/// <param name="Graded">What was answered.</param>
/// <param name="Stored">The traces that it could have.</param>
/// <param name="Played">What it took of them.</param>
internal sealed record JudgedQuestion(GradedQuestion Graded, IReadOnlyList<StoredTrace> Stored, RecordedTraces Played)
{
    public int PromptTokens => Stored[0].Trace.Usage.InputTokens;

    /// <summary>A trace that was left had thought no further than it was decoded.</summary>
    public int ThinkingTokens => Stored.Select((trace, i) => Math.Min(trace.Trace.Usage.ThinkingTokens, Played.DecodedTokens[i])).Sum();

    /// <summary>Probes of traces that were left are counted with their share of the tokens.</summary>
    public int OutputTokens => (int)Played.OutputTokens + Stored.Select((trace, i) =>
        trace.Trace.Usage is { ProbeTokens: > 0, OutputTokens: > 0 } usage ? (int)((long)usage.ProbeTokens * Played.DecodedTokens[i] / usage.OutputTokens) : 0).Sum();

    public QuestionOutcome Outcome(double seconds, double? joules) => new(
        Graded.Question.Id, Graded.IsCorrect, PromptTokens, ThinkingTokens, OutputTokens, (int)Played.Steps, Played.Started, seconds, joules);
}
