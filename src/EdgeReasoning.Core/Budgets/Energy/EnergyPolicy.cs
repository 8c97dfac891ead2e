using EdgeReasoning.Performance;

namespace EdgeReasoning.Budgets;

/// <summary>Turns joules into tokens by the profile's power models, and plans anew by the pace observed.</summary>
internal sealed class EnergyPolicy(EnergyOptions options) : BudgetPolicy
{
    protected internal override void Prepare(BudgetPlan plan)
    {
        if (plan.Profile is not { PrefillPower: not null, DecodePower: not null } profile)
            plan.Refuse("Joules are known from a profile with power models of prefill and decode, and the engine has none. Profile the device with a power meter and set the profile in the engine's options, or use a deadline.");
        else
            plan.Note(FormattableString.Invariant($"The request takes {options.Joules} J at the most on the rail {profile.PowerRail ?? "of the profile"}, as predicted by the profile's power models at the pace observed."));
    }

    protected internal override int? PlanTokens(BudgetContext context) => context.Profile?.Energy() is { } energy && Covers(energy, context.ParallelTraces)
        ? energy.MaxReplyTokens(context.PromptTokens, options.Joules, context.ParallelTraces)
        : null;

    protected internal override BudgetMeter Start(BudgetContext context)
    {
        EnergyModel energy = context.Profile!.Energy();
        return Covers(energy, context.ParallelTraces) ? new EnergyMeter(options, energy, context) : throw new InvalidOperationException(
            $"The profile has not measured what {context.ParallelTraces} traces draw together. Profile with parallel counts, or ask for one trace.");
    }

    private static bool Covers(EnergyModel energy, int traces) => traces == 1 || (energy.PowerRisePerDoubling is not null && energy.Latency.Parallel is not null);
}
