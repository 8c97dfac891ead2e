namespace EdgeReasoning.Benchmarks.NodeLlama;

/// <summary>What one side made of a run.</summary>
internal sealed record NodeReply
{
    /// <summary>To the first token of any sequence.</summary>
    public required double FirstSeconds { get; init; }

    /// <summary>To the end of all, the prompt included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Processor time of the process over that time.</summary>
    public required double ProcessorSeconds { get; init; }

    public required IReadOnlyList<SequenceReply> Replies { get; init; }

    /// <summary>Tokens for each second of processor time.</summary>
    public double RateOfProcessor => Replies.Sum(reply => reply.Tokens) / ProcessorSeconds;

    /// <summary>Tokens a second of all sequences together, the prompt included.</summary>
    public double Rate => Replies.Sum(reply => reply.Tokens) / Seconds;
}

/// <summary>One sequence of it.</summary>
internal sealed record SequenceReply(int Tokens, int ThoughtTokens, string Text);
