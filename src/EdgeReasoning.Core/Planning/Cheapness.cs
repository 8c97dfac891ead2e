namespace EdgeReasoning.Planning;

/// <summary>Orders candidates by what they take: cost, joules, seconds, bytes, the first that differs. What is not known of all is left out, so that the order is one.</summary>
internal sealed class Cheapness(IReadOnlyList<PlanCandidate> candidates) : IComparer<PlanCandidate>
{
    private readonly Func<PlanCandidate, double>[] _measures = [.. All(candidates)];

    public int Compare(PlanCandidate? x, PlanCandidate? y)
    {
        foreach (Func<PlanCandidate, double> measure in _measures)
        {
            int order = measure(x!).CompareTo(measure(y!));
            if (order != 0) return order;
        }

        return y!.Accuracy.Value.CompareTo(x!.Accuracy.Value);
    }

    private static IEnumerable<Func<PlanCandidate, double>> All(IReadOnlyList<PlanCandidate> candidates)
    {
        if (candidates.All(candidate => candidate.Cost is not null)) yield return candidate => candidate.Cost!.Value;
        if (candidates.All(candidate => candidate.Joules is not null)) yield return candidate => candidate.Joules!.Value;
        yield return candidate => candidate.Seconds.Value;
        if (candidates.All(candidate => candidate.MemoryBytes is not null)) yield return candidate => candidate.MemoryBytes!.Value;
    }
}
