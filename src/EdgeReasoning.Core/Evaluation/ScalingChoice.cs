using System.Globalization;
using EdgeReasoning.Scaling;

namespace EdgeReasoning.Evaluation;

/// <summary>A scaling policy under a name, with the samples that it may ask for.</summary>
/// <param name="Name">Unique among the scaling policies of a study: <c>majority of 8</c>, say.</param>
/// <param name="Samples">Traces of a question that it asks for at the most, from 1.</param>
/// <param name="Policy">The policy.</param>
public sealed record ScalingChoice(string Name, int Samples, ScalingPolicy Policy)
{
    private static readonly Dictionary<string, Func<int, ScalingPolicy>> s_policies = new(StringComparer.OrdinalIgnoreCase)
    {
        ["majority"] = ScalingPolicies.MajorityVote,
        ["adaptive-consistency"] = samples => ScalingPolicies.AdaptiveConsistency(samples),
        ["early-stopping"] = samples => ScalingPolicies.EarlyStopping(samples),
        ["predictive-stop"] = samples => ScalingPolicies.PredictiveStop(samples),
        ["certified-vote"] = samples => ScalingPolicies.CertifiedVote(samples),
    };

    /// <summary>One trace.</summary>
    public static ScalingChoice Single { get; } = new("single", 1, ScalingPolicies.Single);

    /// <summary>A majority vote that ends as soon as it is decided.</summary>
    /// <param name="samples">Traces at the most, from 2.</param>
    public static ScalingChoice Majority(int samples) => new(FormattableString.Invariant($"majority of {samples}"), samples, ScalingPolicies.MajorityVote(samples));

    /// <summary>Reads a scaling policy that is written down, as in study files and on the command line; its name is what was written.</summary>
    /// <param name="text"><c>single</c>, or one of <c>majority</c>, <c>adaptive-consistency</c>, <c>early-stopping</c>, <c>predictive-stop</c> and
    /// <c>certified-vote</c> with its samples: <c>majority of 8</c>.</param>
    /// <exception cref="FormatException">It is none of these; the message says why.</exception>
    public static ScalingChoice Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts is [var alone] && alone.Equals(Single.Name, StringComparison.OrdinalIgnoreCase)) return Single;
        if (parts is not [var word, "of", var number] || !s_policies.TryGetValue(word, out Func<int, ScalingPolicy>? make)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int samples))
        {
            throw new FormatException($"'{text}' is no scaling. Write single, or {string.Join(", ", s_policies.Keys)} with its samples: 'majority of 8', say.");
        }

        try
        {
            return new(string.Join(' ', parts), samples, make(samples));
        }
        catch (ArgumentException problem)
        {
            throw new FormatException($"The scaling '{text}' cannot be: {problem.Message}", problem);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
