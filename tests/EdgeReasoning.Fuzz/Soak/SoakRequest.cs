using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;

namespace EdgeReasoning.Fuzz.Soak;

/// <summary>A request made at random, and what its caller does to it.</summary>
/// <param name="Prompt">The question.</param>
/// <param name="Options">How it is asked.</param>
/// <param name="Streams">Whether it is read piece by piece.</param>
/// <param name="CancelAfter">Milliseconds after which it is cancelled; null where it is not.</param>
/// <param name="LeaveAfter">Pieces after which the loop over the stream is left; null where it is not.</param>
internal sealed record SoakRequest(string Prompt, ReasoningOptions Options, bool Streams, int? CancelAfter, int? LeaveAfter)
{
    private static readonly string[] s_names = ["Ann", "Bob", "Gus", "Zoë", "思", "😀"];

    /// <summary>Makes one.</summary>
    public static SoakRequest Of(Random random)
    {
        bool streams = random.Next(3) == 0;
        var options = new ReasoningOptions
        {
            Seed = (ulong)random.NextInt64(),
            Budget = Budget(random),
            Scaling = Scaling(random),
            ReusesPrompt = random.Next(2) == 0,
            Sampling = new SamplingOptions
            {
                Temperature = random.Next(3) switch { 0 => 0, 1 => 0.6f, _ => 1.5f },
                TopP = random.Next(2) == 0 ? 0.95f : 1,
                TopK = random.Next(2) == 0 ? 0 : random.Next(1, 50),
                RepetitionPenalty = random.Next(4) == 0 ? 1.2f : 1,
                LogProbabilities = random.Next(4) == 0,
            },
        };
        return new(Question(random), options, streams, random.Next(4) == 0 ? random.Next(60) : null, streams && random.Next(3) == 0 ? random.Next(1, 20) : null);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"seed {Options.Seed}, {Options.Scaling.GetType().Name}, temperature {Options.Sampling.Temperature}, '{Prompt}'");

    /// <summary>A question of the kind that the models know, sometimes a long one.</summary>
    public static string Question(Random random)
    {
        int steps = random.Next(20) == 0 ? random.Next(1, 100) : random.Next(1, 6);
        string name = s_names[random.Next(s_names.Length)];
        return $"{name} has {random.Next(10, 20)} coins.{string.Concat(Enumerable.Range(0, steps).Select(_ => random.Next(3) == 0 ? $" {name} doubles." : $" {name} finds {random.Next(1, 10)}."))} How many?";
    }

    private static TokenBudget Budget(Random random)
    {
        TokenBudget budget = random.Next(8) switch
        {
            0 => TokenBudget.Unlimited,
            1 => TokenBudget.Create().NoThinking(),
            2 => TokenBudget.Create().AskFor(random.Next(1, 200)),
            3 => TokenBudget.Create().Deadline(TimeSpan.FromMilliseconds(random.Next(1, 200))),
            4 => TokenBudget.Create().StopWhenStable(),
            5 => TokenBudget.Create().StopWhenLooping().CloseSoftly(),
            6 => TokenBudget.Create().Effort(EffortLevel.Low),
            _ => TokenBudget.Create().Extend(random.Next(1, 40)),
        };
        return random.Next(3) > 0 ? budget.Limit(random.Next(1, 120)) : budget;
    }

    private static ScalingPolicy Scaling(Random random) => random.Next(10) switch
    {
        0 => ScalingPolicies.MajorityVote(random.Next(2, 9)),
        1 => ScalingPolicies.AdaptiveConsistency(random.Next(2, 9)),
        2 => ScalingPolicies.EarlyStopping(random.Next(5, 9)),
        3 => ScalingPolicies.ShortestFirst(4, 2),
        4 => ScalingPolicies.CertifiedVote(8),
        5 => ScalingPolicies.Revision(1),
        _ => ScalingPolicies.Single,
    };
}
