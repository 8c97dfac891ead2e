using EdgeReasoning.Answers;

namespace EdgeReasoning.Scaling;

/// <summary>Votes grouped by equal answers, independently of the order in which they came.</summary>
internal sealed class VoteGroups(AnswerEquality equality)
{
    private readonly Dictionary<string, Group> _byKey = new(StringComparer.Ordinal);
    private readonly SortedList<int, (string Answer, double Weight)> _keyless = [];

    /// <summary>Whether every answer so far had a key.</summary>
    public bool HasKeys => _keyless.Count == 0;

    public void Add(string answer, int sample, double weight)
    {
        if (equality.KeyOf(answer) is not { } key)
        {
            _keyless.Add(sample, (answer, weight));
            return;
        }

        if (!_byKey.TryGetValue(key, out Group? group)) _byKey.Add(key, group = new Group());
        group.Add(answer, sample, weight);
    }

    public IReadOnlyList<VoteCount> Counts()
    {
        // An equality without keys need not be transitive, so who groups with whom depends on who comes first: always the earliest sample.
        var pairwise = new List<Group>();
        foreach ((int sample, (string answer, double weight)) in _keyless)
        {
            Group? group = pairwise.Find(g => equality.Equals(g.Answer, answer));
            if (group is null) pairwise.Add(group = new Group());
            group.Add(answer, sample, weight);
        }

        return [.. _byKey.Values.Concat(pairwise)
            .Select(g => new VoteCount(g.Answer, g.Weights.Count, g.Weights.Total, g.Weights.FirstSample))
            .OrderByDescending(c => c.Weight).ThenBy(c => c.FirstSample)];
    }

    private sealed class Group
    {
        public WeightSum Weights { get; } = new();

        public string Answer { get; private set; } = "";

        public void Add(string answer, int sample, double weight)
        {
            if (Weights.Count == 0 || sample < Weights.FirstSample) Answer = answer;
            Weights.Add(sample, weight);
        }
    }
}
