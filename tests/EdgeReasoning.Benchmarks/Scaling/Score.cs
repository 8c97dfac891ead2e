using EdgeReasoning.Statistics;

namespace EdgeReasoning.Benchmarks.Scaling;

/// <summary>What a policy did with one question.</summary>
internal sealed record Answered(int Question, int Steps, string? Answer, bool Correct, int Samples, int Tokens, double Seconds);

/// <summary>What a policy did with all of them; means with intervals of 95 %.</summary>
internal sealed record Score
{
    public required string Policy { get; init; }

    public required int Samples { get; init; }

    public required int Questions { get; init; }

    public required double Accuracy { get; init; }

    /// <summary>Wilson.</summary>
    public required double[] AccuracyInterval { get; init; }

    public required double TokensPerQuestion { get; init; }

    /// <summary>Bootstrap over the questions.</summary>
    public required double[] TokensInterval { get; init; }

    public required double MillisecondsPerQuestion { get; init; }

    public required double[] MillisecondsInterval { get; init; }

    public required double TracesPerQuestion { get; init; }

    /// <summary>Null without a power meter.</summary>
    public double? JoulesPerQuestion { get; init; }

    public static Score Of(string policy, int samples, IReadOnlyList<Answered> answers, double? joules)
    {
        int correct = answers.Count(answer => answer.Correct);
        Interval accuracy = Proportion.Wilson(correct, answers.Count);
        BootstrapResult tokens = Bootstrap.Mean([.. answers.Select(a => (double)a.Tokens)], 1), time = Bootstrap.Mean([.. answers.Select(a => 1000 * a.Seconds)], 1);
        return new Score
        {
            Policy = policy,
            Samples = samples,
            Questions = answers.Count,
            Accuracy = correct / (double)answers.Count,
            AccuracyInterval = [accuracy.Lower, accuracy.Upper],
            TokensPerQuestion = tokens.Estimate,
            TokensInterval = [tokens.Interval.Lower, tokens.Interval.Upper],
            MillisecondsPerQuestion = time.Estimate,
            MillisecondsInterval = [time.Interval.Lower, time.Interval.Upper],
            TracesPerQuestion = answers.Average(a => a.Samples),
            JoulesPerQuestion = joules / answers.Count,
        };
    }
}
