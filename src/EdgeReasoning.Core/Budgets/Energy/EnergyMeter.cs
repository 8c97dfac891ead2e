using EdgeReasoning.Performance;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Budgets;

/// <summary>
/// Closes the thinking while there are joules for the closing and the answer, and stops when there are none left. Decoding is charged with the
/// profile's power over the time it has really taken; the power rises slowly, so that the joules of the last seconds price the next ones.
/// </summary>
internal sealed class EnergyMeter(EnergyOptions options, EnergyModel energy, BudgetContext context) : BudgetMeter
{
    private const int DefaultReserve = 64;

    private readonly DecodePace _predicted = DecodePace.Of(context);
    private readonly double _share = context.ParallelTraces == 1 ? 1 : 1 + (energy.PowerRisePerDoubling!.Value * Math.Log2(context.ParallelTraces));
    private readonly double _prefillSeconds = energy.Latency.Prefill.PredictSeconds(context.PromptTokens);
    private double _decodeStart = double.NaN;

    public override BudgetDecision Observe(in ThinkingState state)
    {
        if (double.IsNaN(_decodeStart)) _decodeStart = state.ElapsedSeconds;
        double step = state.SecondsPerToken ?? _predicted.StepSeconds ?? 0;
        double seconds = state.ElapsedSeconds - _decodeStart;
        double left = options.Joules - PrefillJoules - DecodeJoules(state.Tokens.Length, seconds);
        double perStep = DecodeJoules(state.Tokens.Length + 1, seconds + step) - DecodeJoules(state.Tokens.Length, seconds);
        if (left < perStep) return BudgetDecision.StopFor(StopReason.Energy);
        if (!state.IsThinking || step <= 0) return BudgetDecision.Continue;

        int planned = state.Tokens.Length + TokensWithin(left, state.Tokens.Length, seconds, step);
        ReplySplit split = ReplySplit.Reserve(planned, Math.Min(options.AnswerReserve ?? Math.Min(DefaultReserve, planned / 2), context.AnswerLimit ?? int.MaxValue));
        int thinking = split.ThinkingTokens - context.ClosingTokens;
        return GracefulEnd.IsDue(state, thinking - state.Tokens.Length, GracefulEnd.GraceOf(Math.Max(0, thinking)))
            ? BudgetDecision.CloseFor(StopReason.Energy)
            : BudgetDecision.Continue;
    }

    private double PrefillJoules => energy.PrefillPower!.EnergyJoules(new PhaseLoad(0, context.PromptTokens, _prefillSeconds));

    private double DecodeJoules(int tokens, double seconds) => _share * energy.DecodePower!.EnergyJoules(new PhaseLoad(context.PromptTokens, tokens, seconds));

    private int TokensWithin(double joules, int done, double seconds, double step)
    {
        double spent = DecodeJoules(done, seconds);
        int fits = 0, tooMany = context.TotalLimit - done + 1;
        while (tooMany - fits > 1)
        {
            int middle = fits + ((tooMany - fits) / 2);
            double length = middle * (step + (_predicted.SecondsPerToken * (middle - 1) / 2));
            if (DecodeJoules(done + middle, seconds + length) - spent <= joules) fits = middle;
            else tooMany = middle;
        }
        return fits;
    }
}
