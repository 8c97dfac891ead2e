using EdgeReasoning.Statistics;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Evaluation;

/// <summary>What became of one question under one configuration.</summary>
/// <param name="Question">The question's identifier within its benchmark.</param>
/// <param name="IsCorrect">Whether the winning answer is the expected one.</param>
/// <param name="PromptTokens">Tokens of the prompt, decoded once.</param>
/// <param name="ThinkingTokens">Thinking tokens of all traces together.</param>
/// <param name="OutputTokens">Tokens of all replies together, those of cancelled traces and of probes included.</param>
/// <param name="Steps">Steps of decoding: the tokens of the longest trace, up to where it was stopped.</param>
/// <param name="Samples">Traces that were started.</param>
/// <param name="Seconds">From the request to its answer.</param>
/// <param name="Joules">Energy that it took; null where unknown.</param>
public sealed record QuestionOutcome(
    string Question, bool IsCorrect, int PromptTokens, int ThinkingTokens, int OutputTokens, int Steps, int Samples, double Seconds, double? Joules)
{
    /// <summary>From the request to its first token (TTFT), in seconds; null where unknown.</summary>
    public double? FirstTokenSeconds { get; init; }

    /// <summary>Time between the tokens of the trace (ITL); null where it was not measured.</summary>
    public InterTokenLatency? InterToken { get; init; }

    /// <summary>The same as serving benchmarks state it; null where <see cref="FirstTokenSeconds"/> is unknown. The time per output token is that of a step.</summary>
    public ServingLatency? Serving => FirstTokenSeconds is { } first ? new ServingLatency(first, Steps > 1 ? (Seconds - first) / (Steps - 1) : double.NaN, Seconds) : null;
}
