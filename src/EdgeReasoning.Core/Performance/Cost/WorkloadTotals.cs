namespace EdgeReasoning.Performance;

/// <summary>Sums over the questions of a workload, and what follows from them.</summary>
public sealed record WorkloadTotals
{
    /// <summary>Questions, from 1.</summary>
    public required int Questions { get; init; }

    /// <summary>Prompt tokens of all.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>Reply tokens of all.</summary>
    public required long ReplyTokens { get; init; }

    /// <summary>Seconds of all prefills.</summary>
    public required double PrefillSeconds { get; init; }

    /// <summary>Seconds of all decodes.</summary>
    public required double DecodeSeconds { get; init; }

    /// <summary>Joules of all prefills; null where unknown.</summary>
    public double? PrefillJoules { get; init; }

    /// <summary>Joules of all decodes; null where unknown.</summary>
    public double? DecodeJoules { get; init; }

    /// <summary>Whether the sums were measured, predicted or taken over.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Mean seconds of a question.</summary>
    public double SecondsPerQuestion => (PrefillSeconds + DecodeSeconds) / Questions;

    /// <summary>Mean joules of a question; null where unknown.</summary>
    public double? JoulesPerQuestion => (PrefillJoules + DecodeJoules) / Questions;

    /// <summary>Mean reply tokens of a question.</summary>
    public double ReplyTokensPerQuestion => (double)ReplyTokens / Questions;

    /// <summary>Tokens per second, prompt and reply together, as the EdgeReasoning artifact counts.</summary>
    public double TokensPerSecond => (PromptTokens + ReplyTokens) / (PrefillSeconds + DecodeSeconds);

    /// <summary>Reply tokens per second of decoding.</summary>
    public double DecodeTokensPerSecond => ReplyTokens / DecodeSeconds;

    /// <summary>Decode time over prefill time.</summary>
    public double DecodeToPrefillRatio => DecodeSeconds / PrefillSeconds;

    /// <summary>
    /// The reply length that the decode time implies for a token picked at random: long replies weigh in by their own length. It
    /// comes from solving the decode model for the sum of contexts, with prompts of mean length. A value above the length
    /// at which replies were cut says that the sums do not belong to that cut.
    /// </summary>
    /// <param name="decode">The model that the decode seconds were computed or are explained with.</param>
    /// <returns>Tokens; null where the model's context slope is 0, which says nothing of lengths.</returns>
    public double? ImpliedTailTokens(DecodeLatencyModel decode)
    {
        ArgumentNullException.ThrowIfNull(decode);
        if (decode.SecondsPerContextToken == 0)
        {
            return null;
        }

        double steps = ReplyTokens - (decode.Intervals == DecodeIntervals.EveryToken ? 0 : Questions);
        double contextSum = (DecodeSeconds - (decode.SecondsPerStep * steps)) / decode.SecondsPerContextToken;
        double meanPrompt = (double)PromptTokens / Questions;

        // Per step the mean position within the reply, doubled: (L − 1) / 2 counted from 0, L / 2 counted from 1.
        double position = (contextSum / steps) - meanPrompt;
        return decode.Intervals == DecodeIntervals.EveryToken ? (2 * position) + 1 : 2 * position;
    }
}
