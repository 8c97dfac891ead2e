namespace EdgeReasoning.Planning;

/// <summary>The least that constraints which nothing keeps have to give.</summary>
/// <param name="Relaxed">The constraints after it; null where relaxing does not help.</param>
/// <param name="Text">The same in words: two sentences.</param>
internal readonly record struct Relaxation(Constraints? Relaxed, string Text)
{
    /// <summary>Moves the one limit that has to give least for its size; where no single one can do, all that the nearest candidate misses.</summary>
    /// <param name="constraints">What nothing keeps.</param>
    /// <param name="limits">Its limits; one at least.</param>
    /// <param name="candidates">All candidates, the preferred ones of equal misses first.</param>
    public static Relaxation Of(Constraints constraints, IReadOnlyList<Limit> limits, IReadOnlyList<PlanCandidate> candidates)
    {
        string asked = $"Nothing keeps {Join(limits.Select(limit => $"{limit.Name} {(limit.IsFloor ? "from " : "")}{limit.Text(limit.Bound)}"))}.";
        var misses = candidates.Select(candidate => (Candidate: candidate, Missed: limits.Where(limit => limit.Excess(candidate) > 0).ToArray())).ToList();
        var known = misses.Where(miss => miss.Missed.All(limit => double.IsFinite(limit.Excess(miss.Candidate)))).ToList();
        if (known.Count == 0)
        {
            IEnumerable<string> unknown = limits.Where(limit => candidates.Any(candidate => limit.Measure(candidate) is null)).Select(limit => limit.Name);
            return new(null, $"{asked} Relaxing does not help: the {Join(unknown)} is not known; measure it, or leave it unlimited.");
        }

        (PlanCandidate nearest, Limit[] missed) = known.OrderBy(miss => miss.Missed.Length > 1).ThenBy(miss => miss.Missed.Sum(limit => limit.Excess(miss.Candidate))).First();
        Constraints relaxed = missed.Aggregate(constraints, (moved, limit) => limit.Move(moved, limit.Measure(nearest)!.Value));
        string moves = Join(missed.Select(limit => $"the {limit.Name} to {limit.Text(limit.Measure(nearest)!.Value)}"));
        string single = missed.Length == 1 ? "" : "No single one is enough: ";
        return new(relaxed, $"{asked} {single}{(single.Length == 0 ? "Relax" : "relax")} {moves}, which {nearest.Result.Configuration.Name} needs.");
    }

    private static string Join(IEnumerable<string> parts)
    {
        string[] all = [.. parts];
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
