using static System.FormattableString;

namespace EdgeReasoning.Planning;

/// <summary>Makes a plan of candidates.</summary>
internal sealed class Selection(Constraints constraints, IReadOnlyList<Limit> limits, PlanCandidate[] candidates, int[] classes)
{
    public int? PromptTokens { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    public Plan ToPlan()
    {
        var cheapness = new Cheapness(candidates);
        PlanCandidate[] preferred = [.. Enumerable.Range(0, candidates.Length).OrderBy(i => classes[i]).ThenBy(i => candidates[i], cheapness).Select(i => candidates[i])];
        PlanCandidate[] feasible = [.. preferred.Where(candidate => candidate.Violations.Count == 0)];
        PlanCandidate[] broken = [.. preferred.Where(candidate => candidate.Violations.Count > 0).OrderBy(candidate => limits.Sum(limit => limit.Excess(candidate)))];
        PlanCandidate? choice = feasible.FirstOrDefault();
        Relaxation relaxation = choice is null ? Relaxation.Of(constraints, limits, preferred) : default;
        return new Plan
        {
            Constraints = constraints,
            Choice = choice,
            Alternatives = [.. feasible.Skip(1).OrderByDescending(candidate => candidate.Accuracy.Value).ThenBy(candidate => candidate, cheapness), .. broken],
            Reason = choice is null ? relaxation.Text : Why(choice, feasible),
            Relaxed = relaxation.Relaxed,
            Notes = [.. Notes, .. About(choice)],
            PromptTokens = PromptTokens,
        };
    }

    private string Why(PlanCandidate choice, PlanCandidate[] feasible)
    {
        PlanCandidate best = feasible.MaxBy(candidate => candidate.Accuracy.Value)!;
        string amounts = Invariant($"{choice.Result.Configuration.Name} answers {Amounts.Accuracy(choice.Accuracy.Value)} right within {Amounts.Seconds(choice.Seconds.Value)} at {constraints.LatencyPercent:G6} %");
        string among = feasible.Length == 1 ? "the only one" : Invariant($"the most accurate of {feasible.Length}");
        string keeping = limits.Count == 0 ? "" : feasible.Length == 1 ? " that keeps the constraints" : " that keep the constraints";
        return choice.Accuracy.Value >= best.Accuracy.Value
            ? $"{amounts}: {among}{keeping}."
            : $"{amounts}. Of those{keeping}, it is the cheapest that is as accurate within noise as the best, {best.Result.Configuration.Name} ({Amounts.Accuracy(best.Accuracy.Value)}).";
    }

    private IEnumerable<string> About(PlanCandidate? choice)
    {
        if (choice is null) yield break;
        if (choice.Seconds.IsExtrapolated) yield return "The seconds of the choice lie beyond what its model's profile was fitted on, or no profile says how they change with the prompt.";
        if (constraints.Latency is not null && choice.Seconds.High is null)
            yield return Invariant($"{choice.Result.Outcomes.Count} questions are too few to bound the {constraints.LatencyPercent:G6}th percentile of the seconds from above.");
    }
}
