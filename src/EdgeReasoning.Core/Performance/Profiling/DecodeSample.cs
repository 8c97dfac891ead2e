using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>One measured decode of replies that share a prompt: a raw point.</summary>
public sealed record DecodeSample
{
    /// <summary>How the sequences lay in KV memory.</summary>
    public required KvLayout Layout { get; init; }

    /// <summary>Place of the prompt in the grid, from 0.</summary>
    public required int Level { get; init; }

    /// <summary>Round over the grid, from 0.</summary>
    public required int Round { get; init; }

    /// <summary>When it began, in seconds of measuring.</summary>
    public required double AtSeconds { get; init; }

    /// <summary>Tokens of the shared prompt.</summary>
    public required int PromptTokens { get; init; }

    /// <summary>Tokens of each reply.</summary>
    public required int ReplyTokens { get; init; }

    /// <summary>Replies that ran together. Each was forked from a sequence with the prompt, which stayed as it was.</summary>
    public required int Sequences { get; init; }

    /// <summary>Seconds to fork them.</summary>
    public required double ForkSeconds { get; init; }

    /// <summary>Seconds of the first step, in which a runtime may do what the forks put off.</summary>
    public required double FirstStepSeconds { get; init; }

    /// <summary>Mean seconds of the later steps, sampling included.</summary>
    public required double StepSeconds { get; init; }

    /// <summary>Mean watts over all steps; null without a meter, or where it was too slow.</summary>
    public double? Watts { get; init; }

    /// <summary>Whether the fit gave it no weight.</summary>
    public bool IsOutlier { get; init; }

    /// <summary>Steps of the reply: the prefill gives its first token.</summary>
    internal int Steps => ReplyTokens - 1;

    /// <summary>Seconds from the first token to the last, forks included.</summary>
    public double TotalSeconds() => ForkSeconds + FirstStepSeconds + (StepSeconds * (Steps - 1));

    /// <summary>The later steps as a point of one sequence: they see the prompt, and one token more.</summary>
    internal DecodePoint AsReply() => new(PromptTokens + 1, Steps, StepSeconds * (Steps - 1));

    /// <summary>The later steps as a point of many sequences. Step i sees i tokens of its reply.</summary>
    internal StepPoint AsStep() => new(Sequences, PromptTokens, (2 + Steps) / 2.0, StepSeconds);
}
