namespace EdgeReasoning.Remote;

/// <summary>The limits of one trace, as a server may be told them. Null is no limit.</summary>
public sealed record RemoteBudget
{
    /// <summary>Tokens of thinking, from 0.</summary>
    public int? ThinkingTokens { get; init; }

    /// <summary>Tokens of the answer, from 1.</summary>
    public int? AnswerTokens { get; init; }

    /// <summary>Tokens of the whole reply, from 1.</summary>
    public int? TotalTokens { get; init; }

    /// <summary>Time until the end of the reply, above zero.</summary>
    public TimeSpan? TimeLeft { get; init; }
}
