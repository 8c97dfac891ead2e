using EdgeReasoning.Answers;
using EdgeReasoning.Budgets;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>The built-in scaling policies. Each is immutable and can be shared by requests; derive from <see cref="ScalingPolicy"/> for one of your own.</summary>
/// <remarks>Every policy that counts votes also stops when no remaining sample can change the winner.</remarks>
public static class ScalingPolicies
{
    /// <summary>One sample.</summary>
    public static ScalingPolicy Single { get; } = new SinglePolicy();

    /// <summary>A plurality vote of n samples (self-consistency: Wang et al., 2022) that stops when it is decided.</summary>
    /// <param name="samples">n, from 1 to 4096.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is out of its range.</exception>
    public static ScalingPolicy MajorityVote(int samples) => MajorityVote(new MajorityVoteOptions { Samples = samples });

    /// <summary>A vote of n samples, by number or by weight.</summary>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public static ScalingPolicy MajorityVote(MajorityVoteOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return options.Weight is null ? new CountedVote(options, options.Samples, DecidedRule.Instance) : new WeightedVote(options);
    }

    /// <summary>short-m@k: k samples start, the first m that finish vote, and a tie goes to the shortest (Hassid et al., <i>Don't Overthink It</i>, 2025).</summary>
    /// <param name="samples">k, from 1 to 4096; all start at once.</param>
    /// <param name="finishers">m, from 1 to k.</param>
    /// <param name="equality">What makes two answers the same. Null, the default, takes <see cref="AnswerEquality.Mathematical"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static ScalingPolicy ShortestFirst(int samples, int finishers, AnswerEquality? equality = null)
    {
        VoteOptions.CheckSamples(samples, nameof(samples));
        if (finishers < 1 || finishers > samples)
            throw new ArgumentOutOfRangeException(nameof(finishers), finishers, $"Of {samples} samples 1 to {samples} can be waited for.");
        return new ShortestFirstPolicy(samples, finishers, equality ?? AnswerEquality.Mathematical);
    }

    /// <summary>Adaptive-Consistency (Aggarwal et al., 2023): samples until the leader is likelier than the runner-up with a given probability.</summary>
    /// <param name="maxSamples">The most samples, from 1 to 4096.</param>
    /// <param name="threshold">The probability, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static ScalingPolicy AdaptiveConsistency(int maxSamples = 40, double threshold = 0.95) =>
        AdaptiveConsistency(new AdaptiveConsistencyOptions { MaxSamples = maxSamples, Threshold = threshold });

    /// <summary>Adaptive-Consistency, with the Beta or the Dirichlet rule.</summary>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public static ScalingPolicy AdaptiveConsistency(AdaptiveConsistencyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new CountedVote(options, options.MaxSamples, DecidedRule.Instance, new PosteriorRule(options.Threshold, options.Choices));
    }

    /// <summary>Early-stopping self-consistency (ESC: Li et al., <i>Escape Sky-High Cost</i>, 2024): samples by windows until one is unanimous; the plurality of all wins.</summary>
    /// <param name="maxSamples">The most samples, from 1 to 4096.</param>
    /// <param name="window">Samples in a window, from 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static ScalingPolicy EarlyStopping(int maxSamples = 40, int window = 5) => EarlyStopping(new EarlyStoppingOptions { MaxSamples = maxSamples, Window = window });

    /// <summary>Early-stopping self-consistency.</summary>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public static ScalingPolicy EarlyStopping(EarlyStoppingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new EarlyStoppingPolicy(options);
    }

    /// <summary>Stops when the leader will probably still lead after the samples that are left, and can arrive by the deadline.</summary>
    /// <param name="maxSamples">The most samples, from 1 to 256.</param>
    /// <param name="threshold">The probability, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static ScalingPolicy PredictiveStop(int maxSamples = 16, double threshold = 0.95) =>
        PredictiveStop(new PredictiveStopOptions { MaxSamples = maxSamples, Threshold = threshold });

    /// <summary>Stops when the leader will probably stay.</summary>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public static ScalingPolicy PredictiveStop(PredictiveStopOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new CountedVote(options, options.MaxSamples, DecidedRule.Instance, new PredictiveRule(options.Threshold, options.Choices));
    }

    /// <summary>Stops with a certificate: evidence, valid however often it is looked at, that the model gives the leader more often than any other answer.</summary>
    /// <param name="maxSamples">The most samples, from 1 to 4096.</param>
    /// <param name="errorRate">The chance α of certifying an answer over one that is as likely, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static ScalingPolicy CertifiedVote(int maxSamples = 64, double errorRate = 0.05) =>
        CertifiedVote(new CertifiedVoteOptions { MaxSamples = maxSamples, ErrorRate = errorRate });

    /// <summary>Stops with a certificate.</summary>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public static ScalingPolicy CertifiedVote(CertifiedVoteOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new CountedVote(options, options.MaxSamples, DecidedRule.Instance, new EValueRule(options.ErrorRate));
    }

    /// <summary>DeepConf, offline (Fu et al., 2025): of n samples the most confident vote, with their confidence as weight.</summary>
    /// <param name="samples">n, from 1 to 4096.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is out of its range.</exception>
    public static ScalingPolicy DeepConf(int samples) => DeepConf(new DeepConfOptions { Samples = samples });

    /// <summary>DeepConf, offline.</summary>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public static ScalingPolicy DeepConf(DeepConfOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new DeepConfPolicy(options);
    }

    /// <summary>DeepConf, online: closes traces whose confidence falls below that of a first wave. They still answer and vote.</summary>
    /// <param name="maxSamples">The most samples, from 1 to 4096.</param>
    /// <param name="warmup">Samples of the first wave, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static ScalingPolicy DeepConfOnline(int maxSamples = 32, int warmup = 8) => DeepConfOnline(new DeepConfOnlineOptions { MaxSamples = maxSamples, Warmup = warmup });

    /// <summary>DeepConf, online.</summary>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public static ScalingPolicy DeepConfOnline(DeepConfOnlineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new DeepConfOnlinePolicy(options);
    }

    /// <summary>Best of n by a score. Of equal scores the lowest index wins. A trace without an extracted answer can win too.</summary>
    /// <param name="samples">n, from 1 to 4096.</param>
    /// <param name="scorer">Scores a finished trace while the others are decoded: a verifier, a reward model, a test. Larger is better; not NaN.</param>
    /// <param name="goodEnough">A score at which to stop. Null, the default: all are scored.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static ScalingPolicy BestOf(int samples, Func<Trace, CancellationToken, ValueTask<double>> scorer, double? goodEnough = null)
    {
        VoteOptions.CheckSamples(samples, nameof(samples));
        ArgumentNullException.ThrowIfNull(scorer);
        if (goodEnough is { } score && double.IsNaN(score)) throw new ArgumentOutOfRangeException(nameof(goodEnough), score, "A score is a number; leave it null to score all.");
        return new BestOfPolicy(samples, scorer, goodEnough);
    }

    /// <summary>A plurality vote of n replies without thinking (Ma et al., <i>Reasoning Models Can Be Effective Without Thinking</i>, 2025).</summary>
    /// <param name="samples">n, from 1 to 4096.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is out of its range.</exception>
    public static ScalingPolicy NoThinking(int samples) => MajorityVote(samples).Under(TokenBudget.Create().NoThinking());

    /// <summary>Sequential revision: each of n traces is made to think on with "Wait" where it would end, so many times, before it answers
    /// (Muennighoff et al., <i>s1: Simple Test-Time Scaling</i>, 2025). More than one trace is the mix of sequential and parallel scaling.</summary>
    /// <param name="rounds">Times that a trace is made to think on, from 1.</param>
    /// <param name="samples">Traces, from 1 to 4096; they vote.</param>
    /// <param name="text">What it is made to say; the model's vocabulary has to be able to spell it.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or the text is blank.</exception>
    public static ScalingPolicy Revision(int rounds, int samples = 1, string text = "Wait")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return MajorityVote(samples).Under(TokenBudget.Create().Extend(new ExtendOptions { Times = rounds, Text = text }));
    }

    /// <summary>A policy, with a budget for each of its traces beside the request's own.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="budget">The budget.</param>
    public static ScalingPolicy Under(this ScalingPolicy policy, TokenBudget budget)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(budget);
        return new BudgetedPolicy(policy, budget);
    }
}
