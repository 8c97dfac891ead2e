using EdgeReasoning.Performance;

namespace EdgeReasoning.Budgets;

/// <summary>Maps a level to thinking tokens of this model on this device, and tells it to models whose template reads it.</summary>
internal sealed class EffortPolicy(EffortLevel level) : BudgetPolicy
{
    // The prompt is not known yet; questions are short against what is thought about them.
    private const int TypicalPromptTokens = 256;

    /// <summary>Seconds of thinking, the tokens they come to at the least and at the most, and without a profile.</summary>
    private static (double Seconds, int Least, int Most, int Unknown) Of(EffortLevel level) => level switch
    {
        EffortLevel.Low => (2, 64, 512, 256),
        EffortLevel.Medium => (8, 256, 2048, 1024),
        EffortLevel.High => (30, 1024, 8192, 4096),
        _ => default,
    };

    /// <summary>The level.</summary>
    public EffortLevel Level => level;

    public static int TokensFor(EffortLevel level, DeviceProfile? profile)
    {
        (double seconds, int least, int most, int unknown) = Of(level);
        if (profile is null) return unknown;
        DecodeLatencyModel decode = profile.Decode;
        return Math.Clamp(DecodePace.TokensWithin(seconds, decode.PredictStepSeconds(TypicalPromptTokens), Math.Max(0, decode.SecondsPerContextToken)), least, most);
    }

    public override bool WatchesTokens => false;

    protected internal override void Prepare(BudgetPlan plan)
    {
        int tokens = TokensFor(level, plan.Profile);
        bool isTold = plan.LowerEffort(level);
        if (level != EffortLevel.None && !plan.Thinking.Thinks && !isTold)
            plan.Refuse($"{plan.Model.Name} ({plan.Thinking.Family}) does not think, and its template reads no reasoning_effort, so effort {level} has no effect. Leave it out.");
        if (plan.Thinking.Thinks || level == EffortLevel.None) plan.Tighten(thinking: tokens);
        plan.Note(FormattableString.Invariant($"Effort {level} is at most {tokens} thinking tokens{(plan.Profile is null ? ", as there is no profile of this device" : " on this device")}."));
    }

    protected internal override BudgetMeter Start(BudgetContext context) => BudgetMeter.Idle;
}
