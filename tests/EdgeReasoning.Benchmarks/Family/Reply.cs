namespace EdgeReasoning.Benchmarks.Family;

/// <summary>How one question was answered: the vote, the first trace alone, and the tokens that each trace thought and all generated.</summary>
internal sealed record Reply(bool Right, bool FirstRight, IReadOnlyList<int> Thinking, int Generated);
