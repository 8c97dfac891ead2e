namespace EdgeReasoning.Traces;

/// <summary>Tokens that the library wrote into a trace in the model's stead.</summary>
/// <param name="At">The place of the first of them among the trace's tokens, from 0.</param>
/// <param name="Tokens">How many they are.</param>
/// <param name="Kind">What for.</param>
/// <param name="Reason">Why.</param>
public sealed record Intervention(int At, int Tokens, InterventionKind Kind, StopReason Reason);
