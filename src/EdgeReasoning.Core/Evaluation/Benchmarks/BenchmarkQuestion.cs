using EdgeReasoning.Answers;

namespace EdgeReasoning.Evaluation;

/// <summary>One question of a benchmark. Immutable.</summary>
public sealed record BenchmarkQuestion
{
    /// <summary>Identifies it within the benchmark; stored with every trace. Not empty.</summary>
    public required string Id { get; init; }

    /// <summary>What the model is asked, choices and format included. Budgets may add a sentence to it.</summary>
    public required string Prompt { get; init; }

    /// <summary>Finds the answer in a reply, and tells whether it is right.</summary>
    public required AnswerGrader Grader { get; init; }

    /// <summary>The part of the benchmark that it belongs to; null where there are none.</summary>
    public string? Subject { get; init; }

    /// <summary>Identifies <see cref="Prompt"/>: 16 hexadecimal digits of its SHA-256. Traces of one prompt are never taken for those of another.</summary>
    public string Fingerprint => PromptFingerprint.Of(Prompt);

    /// <inheritdoc/>
    public override string ToString() => Id;
}
