using EdgeReasoning.Performance;

namespace EdgeReasoning.Scaling;

/// <summary>How many samples are worth starting: what a profile predicts to fit into a time or an energy.</summary>
/// <remarks>
/// Of two answers, 2m votes elect as well as 2m − 1 (the last can only make or break a tie), and two votes never do better than one, whatever
/// the answers: a count that buys nothing is lowered to the one that costs less.
/// </remarks>
public static class SampleCount
{
    /// <summary>The most samples whose prefill and replies fit into a time.</summary>
    /// <param name="latency">The model's latency on this device.</param>
    /// <param name="promptTokens">Tokens of the prompt, from 0.</param>
    /// <param name="replyTokens">Tokens of each reply, from 1: the limit, or what is expected.</param>
    /// <param name="time">The time, from 0.</param>
    /// <param name="limits">Further limits; null for the defaults.</param>
    /// <returns>From 1, or 0 where not one reply fits.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <exception cref="InvalidOperationException">More than one sample could run at once, and the profile has no model of parallel decoding.</exception>
    public static int Within(LatencyModel latency, int promptTokens, int replyTokens, TimeSpan time, SampleCountLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(latency);
        if (time < TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(time), time, "The time is not negative.");
        double prefill = latency.Prefill.PredictSeconds(promptTokens);
        return Largest(replyTokens, time.TotalSeconds, limits,
            sequences => latency.PredictSeconds(promptTokens, replyTokens, sequences) - prefill, prefill);
    }

    /// <summary>The most samples whose prefill and replies fit into an energy.</summary>
    /// <param name="energy">The model's energy on this device.</param>
    /// <param name="promptTokens">Tokens of the prompt, from 0.</param>
    /// <param name="replyTokens">Tokens of each reply, from 1.</param>
    /// <param name="joules">The energy, from 0.</param>
    /// <param name="limits">Further limits; null for the defaults.</param>
    /// <returns>From 1, or 0 where not one reply fits; null where the profile does not know the energy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <exception cref="InvalidOperationException">More than one sample could run at once, and the profile has no model of parallel decoding.</exception>
    public static int? Within(EnergyModel energy, int promptTokens, int replyTokens, double joules, SampleCountLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(energy);
        if (!(joules >= 0)) throw new ArgumentOutOfRangeException(nameof(joules), joules, "The energy is a number from 0.");
        limits ??= new SampleCountLimits();
        EnergyEstimate one = energy.Predict(promptTokens, replyTokens);
        if (one.Prefill is not { } prefill || one.Decode is null) return null;
        if (limits is { Most: > 1, ParallelTraces: > 1 } && energy.Predict(promptTokens, replyTokens, 2).Decode is null) return null;
        return Largest(replyTokens, joules, limits, sequences => energy.Predict(promptTokens, replyTokens, sequences).Decode!.Value.Value, prefill.Value);
    }

    /// <summary>The largest number whose cost fits: full batches one after the other, and the rest in a smaller one.</summary>
    private static int Largest(int replyTokens, double budget, SampleCountLimits? limits, Func<int, double> decode, double prefill)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replyTokens, 1);
        limits ??= new SampleCountLimits();
        limits.Validate();
        int fits = 0, parallel = Math.Min(limits.ParallelTraces, limits.Most);
        double full = limits.Most >= parallel ? decode(parallel) : 0;
        for (int samples = 1; samples <= limits.Most; samples++)
        {
            int rest = samples % parallel;
            // A measured table may dip, so every number is looked at.
            if (prefill + (samples / parallel * full) + (rest > 0 ? decode(rest) : 0) <= budget) fits = samples;
        }

        return fits % 2 == 0 && (fits == 2 || (limits.TwoAnswers && fits > 0)) ? fits - 1 : fits;
    }
}
