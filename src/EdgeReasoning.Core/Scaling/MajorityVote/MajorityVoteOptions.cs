using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>How <see cref="ScalingPolicies.MajorityVote(MajorityVoteOptions)"/> samples and votes.</summary>
public sealed record MajorityVoteOptions : VoteOptions
{
    /// <summary>Samples, from 1 to 4096. Default 8. Fewer are taken where the rest cannot change the winner.</summary>
    public int Samples { get; init; } = 8;

    /// <summary>
    /// What the vote of a trace weighs, finite and at least 0: <see cref="TraceConfidence.Mean"/> of its confidences, say. Null, the default, is 1
    /// for every trace.
    /// </summary>
    public Func<Trace, double>? Weight { get; init; }

    /// <summary>The most that <see cref="Weight"/> can return, above 0, which lets a weighted vote stop when it is decided. Null, the default: unknown, so all are sampled.</summary>
    public double? MaxWeight { get; init; }

    internal override void Validate()
    {
        base.Validate();
        CheckSamples(Samples, nameof(Samples));
        if (MaxWeight is { } most && !(most > 0 && double.IsFinite(most)))
            throw new ArgumentOutOfRangeException(nameof(MaxWeight), most, "The largest weight is a finite number above 0; leave it null where it is unknown.");
        if (MaxWeight is not null && Weight is null)
            throw new ArgumentException($"{nameof(MaxWeight)} is for weighted votes; set {nameof(Weight)}, or leave it null.", nameof(MaxWeight));
    }
}
