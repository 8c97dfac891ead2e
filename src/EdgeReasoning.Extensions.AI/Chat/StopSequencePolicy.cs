using System.Text;
using EdgeReasoning.Budgets;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Ends a trace behind a stop sequence in its answer. The token that completes one is taken, since there may be text of the answer in it; what is shown is cut afterwards.</summary>
internal sealed class StopSequencePolicy(StopSequences stops) : BudgetPolicy
{
    private readonly byte[][] _sequences = [.. stops.All.Select(Encoding.UTF8.GetBytes)];

    public StopSequences Stops => stops;

    protected internal override BudgetMeter Start(BudgetContext context) => new Meter(_sequences);

    private sealed class Meter(byte[][] sequences) : BudgetMeter
    {
        private readonly int _longest = sequences.Max(sequence => sequence.Length);
        private int _searched;

        public override BudgetDecision Observe(in ThinkingState state)
        {
            ReadOnlySpan<byte> answer = state.AnswerText;
            if (state.IsThinking || answer.Length == _searched) return BudgetDecision.Continue;
            int start = answer.Length - answer.TrimStart(" \t\r\n"u8).Length;
            ReadOnlySpan<byte> recent = answer[Math.Min(answer.Length, Math.Max(start, _searched - _longest + 1))..];
            _searched = answer.Length;
            foreach (byte[] sequence in sequences)
            {
                if (recent.IndexOf(sequence) >= 0) return BudgetDecision.Stop;
            }

            return BudgetDecision.Continue;
        }
    }
}
