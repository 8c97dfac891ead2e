using System.Text;
using EdgeReasoning.Budgets;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Server.Requests;

/// <summary>Stops a trace whose answer has come to one of some texts. What stands behind it in the last token is cut off where the reply is written.</summary>
internal sealed class StopAtPolicy(IReadOnlyList<string> stops) : BudgetPolicy
{
    private readonly byte[][] _stops = [.. stops.Select(Encoding.UTF8.GetBytes)];

    protected override BudgetMeter Start(BudgetContext context) => new Meter(_stops);

    private sealed class Meter(byte[][] stops) : BudgetMeter
    {
        private int _searched;

        public override BudgetDecision Observe(in ThinkingState state)
        {
            ReadOnlySpan<byte> answer = state.AnswerText;
            // White space before the answer is no part of it.
            int start = answer.IndexOfAnyExcept(" \t\r\n"u8);
            if (start < 0 || answer.Length <= _searched) return BudgetDecision.Continue;
            foreach (byte[] stop in stops)
            {
                if (answer[Math.Max(start, _searched - stop.Length + 1)..].IndexOf(stop) >= 0) return BudgetDecision.StopFor(StopReason.Policy);
            }

            _searched = answer.Length;
            return BudgetDecision.Continue;
        }
    }
}
