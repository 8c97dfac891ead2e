using EdgeReasoning.Traces;
namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>What the scheduler hands back: the traces by index, not judged yet, and how long it all took.</summary>
internal sealed record JobOutcome(Trace[] Traces, ReasoningTiming Timing);
