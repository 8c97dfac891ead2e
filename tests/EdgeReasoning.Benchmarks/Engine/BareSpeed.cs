namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>Tokens a second of a <see cref="BareLoop"/>: of the prompt, and of all sequences together after it.</summary>
internal readonly record struct BareSpeed(double Prompt, double Decode);
