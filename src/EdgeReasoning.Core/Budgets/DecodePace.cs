using EdgeReasoning.Performance;

namespace EdgeReasoning.Budgets;

/// <summary>How long decode steps take by a device's profile: the first one after the prompt, and how much longer each next one is.</summary>
/// <param name="StepSeconds">Seconds of the first step; null where there is no profile of as many traces.</param>
/// <param name="SecondsPerToken">Seconds by which a step grows with each token of the traces; 0 where that is not known.</param>
internal readonly record struct DecodePace(double? StepSeconds, double SecondsPerToken)
{
    private const int MostTokens = 1 << 28;

    /// <summary>What the profile says of the traces of a request, which share each step.</summary>
    public static DecodePace Of(BudgetContext context)
    {
        int traces = context.ParallelTraces;
        if (context.Profile?.Latency() is not { } latency) return default;
        if (traces == 1) return new(latency.Decode.PredictStepSeconds(context.PromptTokens), latency.Decode.SecondsPerContextToken);
        if (latency.Parallel is not { } parallel) return default;
        double step = parallel.PredictStepSeconds(traces, context.PromptTokens, 0);
        return new(step, parallel.PredictStepSeconds(traces, context.PromptTokens, 1) - step);
    }

    /// <summary>The most tokens whose steps fit into a time: r steps take r·step + growth·r(r−1)/2.</summary>
    /// <param name="seconds">The time; 0 or less holds none.</param>
    /// <param name="stepSeconds">Seconds of the next step, above 0.</param>
    /// <param name="growth">Seconds by which each step is longer than the one before, from 0.</param>
    public static int TokensWithin(double seconds, double stepSeconds, double growth)
    {
        if (!(seconds > 0) || !(stepSeconds > 0)) return 0;
        double half = stepSeconds - (growth / 2);
        double root = growth > 0 ? (Math.Sqrt((half * half) + (2 * growth * seconds)) - half) / growth : seconds / stepSeconds;
        if (root >= MostTokens) return MostTokens;
        // The root is off by a rounding error, which decides where a token fits exactly.
        int tokens = (int)root;
        while (Needed(tokens + 1, stepSeconds, growth) <= seconds) tokens++;
        while (tokens > 0 && Needed(tokens, stepSeconds, growth) > seconds) tokens--;
        return tokens;
    }

    private static double Needed(int tokens, double stepSeconds, double growth) => tokens * (stepSeconds + (growth * (tokens - 1) / 2));
}
