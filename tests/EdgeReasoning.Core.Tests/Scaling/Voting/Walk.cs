namespace EdgeReasoning.Scaling;

/// <summary>
/// The exact distribution of what a policy does with independent samples of known answer probabilities. Walks all sequences of answers one sample
/// at a time; sequences that the policy cannot tell apart are walked once.
/// </summary>
/// <param name="policy">Makes the policy; it is run on every sequence, never imitated.</param>
/// <param name="most">The samples it may take.</param>
/// <param name="answers">How many answers there are.</param>
/// <param name="key">What the policy can know of a sequence that has not stopped it.</param>
internal sealed class Walk(ScalingPolicy policy, int most, int answers, Func<int[], string> key)
{
    private readonly Dictionary<string, int?> _winners = [];

    /// <summary>The probability that answer 0 wins, and the expected number of samples.</summary>
    public (double First, double Samples) Expect(params double[] probabilities)
    {
        double first = 0, samples = 0;
        var states = new Dictionary<string, (int[] Path, double Weight)> { [""] = ([], 1) };
        for (int n = 1; states.Count > 0; n++)
        {
            var next = new Dictionary<string, (int[] Path, double Weight)>();
            foreach ((int[] path, double weight) in states.Values)
            {
                for (int answer = 0; answer < answers; answer++)
                {
                    int[] longer = [.. path, answer];
                    double mass = weight * probabilities[answer];
                    string state = key(longer);
                    if (Winner(longer, $"{n}|{state}") is { } winner)
                    {
                        samples += mass * n;
                        if (winner == 0) first += mass;
                    }
                    else
                    {
                        next[state] = (longer, mass + (next.TryGetValue(state, out var same) ? same.Weight : 0));
                    }
                }
            }

            states = next;
        }

        return (first, samples);
    }

    /// <summary>Everything that counts of a sequence: votes by answer, and which of them came first.</summary>
    public static string ByCounts(int[] path) => $"{string.Join(',', path.CountBy(a => a).OrderBy(c => c.Key))};{path[0]}";

    /// <summary>Whether the answers of the last window so far are all the same, and how many there are.</summary>
    public static string LastWindow(int[] path, int window)
    {
        int[] last = path[^(((path.Length - 1) % window) + 1)..];
        return $"{last.Length} {(last.Distinct().Count() == 1 ? last[0] : -1)}";
    }

    /// <summary>The winner, if the policy has stopped after exactly this sequence.</summary>
    private int? Winner(int[] path, string state)
    {
        if (_winners.TryGetValue(state, out int? known)) return known;
        int[] all = [.. path, .. Enumerable.Repeat(0, most - path.Length)];
        var source = new RecordedTraces([.. all.Select((answer, i) => ScalingData.Trace(i, Name(answer)))], new RecordedTracesOptions { ParallelTraces = 1 });
        ScalingOutcome outcome = policy.Run(source);
        if (source.Delivered < path.Length) throw new InvalidOperationException($"The policy had stopped earlier on {string.Join(' ', path)}.");
        return _winners[state] = source.Delivered == path.Length ? outcome.Answer![0] - 'a' : null;
    }

    private static string Name(int answer) => ((char)('a' + answer)).ToString();
}
