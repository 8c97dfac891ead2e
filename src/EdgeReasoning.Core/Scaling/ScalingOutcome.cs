namespace EdgeReasoning.Scaling;

/// <summary>What came of parallel samples.</summary>
public sealed record ScalingOutcome
{
    /// <summary>The winning answer. Null when no sample gave a valid one, or the chosen one has none.</summary>
    public required string? Answer { get; init; }

    /// <summary>The index of the trace whose reply stands for the answer; null when there is nothing to choose by.</summary>
    public required int? Sample { get; init; }

    /// <summary>The weight of the winner as a share of all valid votes, from 0 to 1. 0 without a valid vote.</summary>
    public required double Agreement { get; init; }

    /// <summary>The weight of the winner as a share of all samples, unparsed ones included, from 0 to 1.</summary>
    public required double AgreementOverAll { get; init; }

    /// <summary>Every answer with its votes, the winner first.</summary>
    public required IReadOnlyList<VoteCount> Counts { get; init; }

    /// <summary>Samples that voted.</summary>
    public required int Valid { get; init; }

    /// <summary>Samples without a valid answer, which did not vote.</summary>
    public required int Unparsed { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Answer ?? "no answer"}, {Agreement:P0} of {Valid} valid votes");
}
