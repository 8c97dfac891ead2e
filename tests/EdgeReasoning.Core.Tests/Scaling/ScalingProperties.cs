using EdgeReasoning.Answers;
using EdgeReasoning.Traces;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.NUnit;

namespace EdgeReasoning.Scaling;

public sealed class ScalingProperties
{
    private const int Most = 14;

    /// <summary>Stored traces, an order to shuffle them into, and how many are decoded at once.</summary>
    public sealed record Store(string?[] Answers, int[] Tokens, int[] Order, int Parallel)
    {
        public RecordedTraces Source(bool shuffled = false) => new(
            [.. Enumerable.Range(0, Answers.Length).Select(i => shuffled ? Order[i] : i)
                .Select(i => ScalingData.Trace(i, Answers[i], Tokens[i], [Tokens[i], 3, i]))],
            new RecordedTracesOptions { ParallelTraces = Parallel });

        public override string ToString() => $"{string.Join(' ', Answers.Select((a, i) => $"{a ?? "-"}:{Tokens[i]}"))}; {string.Join(' ', Order)}; {Parallel}";
    }

    public static class Arbitraries
    {
        public static Arbitrary<Store> Any() => (
            from answers in Gen.Elements("A", "A", "A", "B", "B", "C", "1/2", "0.5", null).ArrayOf(Most)
            from tokens in Gen.Choose(0, 40).ArrayOf(Most)
            from order in Gen.Shuffle(Enumerable.Range(0, Most).ToArray())
            from parallel in Gen.Choose(1, Most)
            select new Store(answers, tokens, [.. order], parallel)).ToArbitrary();
    }

    [Property(Arbitrary = [typeof(Arbitraries)], MaxTest = 300)]
    public bool MajorityVote_Stopping_HasTheWinnerOfAll(Store store) => Launches(launch => ScalingPolicies.MajorityVote(new MajorityVoteOptions { Samples = Most, Launch = launch }))
        .All(policy => Same(policy.Run(store.Source()).Answer, All(store.Source()).Answer));

    [Property(Arbitrary = [typeof(Arbitraries)], MaxTest = 300)]
    public bool MajorityVote_VotesPermuted_ChangesTheWinnerOnlyInATie(Store store)
    {
        ScalingPolicy policy = ScalingPolicies.MajorityVote(Most);
        ScalingOutcome all = All(store.Source());
        if (all.Counts.Count > 1 && all.Counts[0].Votes == all.Counts[1].Votes)
        {
            // The stated rule: the answer whose earliest sample comes first.
            int top = all.Counts[0].Votes;
            string? earliest = All(store.Source(shuffled: true)).Counts.Where(count => count.Votes == top).MinBy(count => count.FirstSample)!.Answer;
            return Same(policy.Run(store.Source(shuffled: true)).Answer, earliest);
        }

        return Same(policy.Run(store.Source(shuffled: true)).Answer, policy.Run(store.Source()).Answer);
    }

    [Property(Arbitrary = [typeof(Arbitraries)], MaxTest = 200)]
    public bool EveryPolicy_Source_StartsNoMoreThanItsMaximum(Store store) => Every().All(policy =>
    {
        RecordedTraces source = store.Source();
        ScalingOutcome outcome = policy.Run(source);
        return source.Started <= Most && source.Delivered <= source.Started && outcome.Valid + outcome.Unparsed <= source.Delivered
            && source.OutputTokens <= store.Tokens.Sum() && outcome.Agreement is >= 0 and <= 1;
    });

    /// <summary>Which traces finish first depends on the hardware; which answer wins must not.</summary>
    [Property(Arbitrary = [typeof(Arbitraries)], MaxTest = 200)]
    public bool EveryCountingPolicy_OtherSpeeds_SameAnswer(Store store)
    {
        Store other = store with { Tokens = [.. store.Order.Select(i => store.Tokens[i])], Parallel = Most + 1 - store.Parallel };
        return Counting().All(policy => Same(policy.Run(store.Source()).Answer, policy.Run(other.Source()).Answer));
    }

    /// <summary>Waves of what is needed never take a sample that one after the other would not have taken.</summary>
    [Property(Arbitrary = [typeof(Arbitraries)], MaxTest = 200)]
    public bool EveryCountingPolicy_AsNeeded_TakesTheSamplesOfOneAfterTheOther(Store store)
    {
        ScalingPolicy[] waves = [.. Counting(SampleLaunch.AsNeeded)], allAtOnce = [.. Counting(SampleLaunch.AllAtOnce)];
        return waves.Zip(allAtOnce).All(pair =>
        {
            RecordedTraces wave = store.Source(), single = (store with { Parallel = 1 }).Source();
            ScalingOutcome first = pair.First.Run(wave), second = pair.Second.Run(single);
            return wave.Delivered == single.Delivered && Same(first.Answer, second.Answer);
        });
    }

    private static IEnumerable<ScalingPolicy> Every() =>
    [
        ScalingPolicies.Single, .. Counting(), ScalingPolicies.EarlyStopping(Most, 3), ScalingPolicies.ShortestFirst(Most, 4), ScalingPolicies.DeepConf(Most),
        ScalingPolicies.BestOf(Most, (trace, _) => ValueTask.FromResult((double)trace.Usage.OutputTokens)),
        .. Launches(launch => ScalingPolicies.MajorityVote(new MajorityVoteOptions { Samples = Most, Launch = launch, Weight = t => t.Usage.OutputTokens, MaxWeight = 40 })),
    ];

    private static IEnumerable<ScalingPolicy> Counting() => Enum.GetValues<SampleLaunch>().SelectMany(Counting);

    private static IEnumerable<ScalingPolicy> Counting(SampleLaunch launch) =>
    [
        ScalingPolicies.MajorityVote(new MajorityVoteOptions { Samples = Most, Launch = launch }),
        ScalingPolicies.AdaptiveConsistency(new AdaptiveConsistencyOptions { MaxSamples = Most, Threshold = 0.9, Launch = launch }),
        ScalingPolicies.AdaptiveConsistency(new AdaptiveConsistencyOptions { MaxSamples = Most, Threshold = 0.8, Choices = 4, Launch = launch }),
        ScalingPolicies.PredictiveStop(new PredictiveStopOptions { MaxSamples = Most, Threshold = 0.9, Launch = launch }),
        ScalingPolicies.CertifiedVote(new CertifiedVoteOptions { MaxSamples = Most, ErrorRate = 0.2, Launch = launch }),
    ];

    private static IEnumerable<ScalingPolicy> Launches(Func<SampleLaunch, ScalingPolicy> make) => Enum.GetValues<SampleLaunch>().Select(make);

    private static ScalingOutcome All(RecordedTraces source) => new CountedVote(new MajorityVoteOptions(), Most).Run(source);

    private static bool Same(string? x, string? y) => AnswerEquality.Mathematical.Equals(x, y);
}
