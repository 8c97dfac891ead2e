namespace EdgeReasoning.Fuzz.Running;

/// <summary>An input that did what it must not.</summary>
/// <param name="Seed">The seed that makes it.</param>
/// <param name="What">What it did.</param>
/// <param name="Input">The input.</param>
public sealed record Finding(int Seed, string What, byte[] Input);
