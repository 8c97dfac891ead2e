using System.Text;

namespace EdgeReasoning.Budgets;

/// <summary>Ends a trace whose answer holds a stop sequence.</summary>
internal sealed class StopAtPolicy(IReadOnlyList<string> sequences) : BudgetPolicy
{
    private readonly byte[][] _sequences = [.. sequences.Select(Encoding.UTF8.GetBytes)];

    public IReadOnlyList<string> Sequences => sequences;

    protected internal override void Prepare(BudgetPlan plan) => plan.Note($"The answer ends at {string.Join(" or ", sequences.Select(sequence => $"\"{sequence.ReplaceLineEndings("\\n")}\""))}.");

    protected internal override BudgetMeter Start(BudgetContext context) => new StopAtMeter(_sequences);
}
