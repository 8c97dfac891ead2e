using EdgeReasoning.Planning;

namespace EdgeReasoning.Reporting;

/// <summary>What to run, in words: a line for each plan, or what the frontier offers where nothing was asked for.</summary>
/// <param name="Asked">What it has to keep.</param>
/// <param name="Choice">The configuration; null where nothing keeps it.</param>
/// <param name="Text">What it is predicted to do, and why it.</param>
internal sealed record Recommendation(string Asked, string? Choice, string Text)
{
    public static IReadOnlyList<Recommendation> Of(Study study, IReadOnlyList<ResultRow> rows) =>
        study.Plans.Count > 0 ? [.. study.Plans.Select(Of)] : OfFrontier(rows);

    private static Recommendation Of(Plan plan)
    {
        string asked = Words(plan.Constraints);
        if (plan.Choice is not { } choice)
            return new(asked, null, plan.Reason);
        string joules = choice.Joules is { } energy ? $", {Quantity.Joules(energy)}" : "";
        string beyond = choice.Seconds.IsExtrapolated || choice.Accuracy.IsExtrapolated ? " The prediction reaches beyond what was measured." : "";
        string text = Quantity.Invariant(
            $"Predicted accuracy {Quantity.Range(choice.Accuracy, Quantity.Percent)}, {Quantity.Range(choice.Seconds, Quantity.Seconds)} for {plan.Constraints.LatencyPercent:G4} % of the requests{joules}. {plan.Reason}{beyond}");
        return new(asked, choice.Result.Configuration.Name, text);
    }

    private static List<Recommendation> OfFrontier(IReadOnlyList<ResultRow> rows)
    {
        var found = new List<Recommendation>();
        foreach (IGrouping<string, ResultRow> device in rows.Where(row => row.IsMember).GroupBy(row => row.Result.Device, StringComparer.Ordinal))
        {
            ResultRow fastest = device.MinBy(row => row.FrontierNumber)!;
            ResultRow best = device.MaxBy(row => row.Accuracy)!;
            found.Add(Of("For accuracy above all", best));
            if (fastest != best)
                found.Add(Of("For speed above all", fastest));
        }

        return found;
    }

    private static Recommendation Of(string asked, ResultRow row) => new(
        $"{asked}, on {row.Result.Device}",
        row.Name,
        $"Accuracy {Quantity.Percent(row.Accuracy)} ({Quantity.Percent(row.AccuracyInterval)}), mean time {Quantity.Seconds(row.Seconds)} ({row.Timing}).");

    private static string Words(Constraints constraints)
    {
        List<string> words = [];
        if (constraints.Latency is { } latency)
            words.Add(Quantity.Invariant($"within {latency.TotalSeconds:G6} s for {constraints.LatencyPercent:G4} % of the requests"));
        if (constraints.EnergyJoules is { } joules)
            words.Add(Quantity.Invariant($"with at most {joules:G6} J a request"));
        if (constraints.MemoryBytes is { } bytes)
            words.Add($"in at most {Quantity.Bytes(bytes)} of memory");
        if (constraints.Cost is { } cost)
            words.Add($"at a cost of at most {Quantity.Digits(cost)} a request");
        if (constraints.MinimumAccuracy is { } accuracy)
            words.Add($"with an accuracy of at least {Quantity.Percent(accuracy)}");
        if (words.Count == 0)
            return "Without limits";
        string all = string.Join(", ", words);
        return char.ToUpperInvariant(all[0]) + all[1..];
    }
}
