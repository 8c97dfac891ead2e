namespace EdgeReasoning.Inference.Gbnf;

/// <summary>The rules of a grammar, those of its groups included, by number.</summary>
internal sealed class GbnfRules
{
    // What llama.cpp makes of the rules, in elements; and ways from a rule to the first character, all of which it walks.
    private const long MostElements = 1_000_000, MostWays = 1_000_000;
    private const int MostRules = 5000, LongestChain = 500;

    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<GbnfElement[][]?> _rules = [];

    /// <summary>Where the grammar starts.</summary>
    public int Root => _byName["root"];

    public int Count => _rules.Count;

    public GbnfElement[][] this[int rule] => _rules[rule]!;

    public int IndexOf(string name)
    {
        if (_byName.TryGetValue(name, out int index)) return index;
        _names.Add(name);
        _rules.Add(null);
        return _byName[name] = _rules.Count - 1;
    }

    public bool TryDefine(string name, GbnfElement[][] alternatives)
    {
        int index = IndexOf(name);
        if (_rules[index] is not null) return false;
        _rules[index] = alternatives;
        return true;
    }

    public int Add(GbnfElement[][] group)
    {
        _names.Add("a group");
        _rules.Add(group);
        return _rules.Count - 1;
    }

    /// <summary>Checks what can only be seen once all rules are there.</summary>
    /// <exception cref="ArgumentException">Something is wrong.</exception>
    public void Check()
    {
        if (Count > MostRules) throw Wrong($"has {Count} rules and groups; {MostRules} are the most. Make it simpler");
        if (!_byName.ContainsKey("root")) throw Wrong("has no rule 'root', where it would start");
        int missing = _rules.FindIndex(static rule => rule is null);
        if (missing >= 0) throw Wrong($"has no rule '{_names[missing]}', which another one names");
        if (_rules.Sum(static rule => rule!.Sum(static alternative => alternative.Sum(Size))) > MostElements) throw Wrong($"comes to more than {MostElements} elements with its repetitions. Repeat less");
        bool[] ends = Closure(Ends);
        int endless = Array.IndexOf(ends, false);
        if (endless >= 0) throw Wrong($"has in '{_names[endless]}' a rule that never comes to an end. Give it an alternative that does");
        bool[] empty = Closure(IsEmpty);
        for (int rule = 0; rule < Count; rule++)
        {
            if (this[rule].Any(alternative => alternative.Any(element => RepeatsNothing(element, empty))))
                throw Wrong($"repeats in '{_names[rule]}' something that may be empty. Have it read a character at least");
        }
        var ways = new long[Count];
        for (int rule = 0; rule < Count; rule++) CountWays(rule, empty, ways, depth: 0);
    }

    private static bool IsEmpty(GbnfElement element, bool[] empty) => element switch
    {
        GbnfReference reference => empty[reference.Rule],
        GbnfLiteral literal => literal.CodePoints.Length == 0,
        GbnfRepeat repeat => repeat.Least == 0 || IsEmpty(repeat.Element, empty),
        _ => false,
    };

    private static bool RepeatsNothing(GbnfElement element, bool[] empty) =>
        element is GbnfRepeat repeat && ((repeat.Most != 1 && IsEmpty(repeat.Element, empty)) || RepeatsNothing(repeat.Element, empty));

    /// <summary>The rules of which an alternative consists of such elements only, which may depend on other rules.</summary>
    private bool[] Closure(Func<GbnfElement, bool[], bool> holds)
    {
        var rules = new bool[Count];
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = 0; i < Count; i++)
            {
                if (rules[i] || !_rules[i]!.Any(alternative => alternative.All(element => holds(element, rules)))) continue;
                rules[i] = changed = true;
            }
        }
        return rules;
    }

    private static bool Ends(GbnfElement element, bool[] ends) => element switch
    {
        GbnfReference reference => ends[reference.Rule],
        GbnfRepeat repeat => repeat.Least == 0 || Ends(repeat.Element, ends),
        _ => true,
    };

    private long CountWays(int rule, bool[] empty, long[] ways, int depth)
    {
        const long underWay = -1;
        if (ways[rule] == underWay) throw Wrong($"recurses to the left in '{_names[rule]}': it can come back to the same rule before a character has been read. Put something before the recursion");
        if (ways[rule] != 0) return ways[rule];
        if (depth > LongestChain) throw Wrong($"has more than {LongestChain} rules that begin with each other, down to '{_names[rule]}'. Have fewer");
        ways[rule] = underWay;
        long sum = 1;
        foreach (GbnfElement[] alternative in this[rule])
        {
            foreach (GbnfElement element in alternative)
            {
                GbnfElement first = element;
                while (first is GbnfRepeat repeat) first = repeat.Element;
                if (first is GbnfReference reference) sum = Math.Min(sum + CountWays(reference.Rule, empty, ways, depth + 1), MostWays + 1);
                if (!IsEmpty(element, empty)) break;
            }
        }
        if (sum > MostWays) throw Wrong($"has more than {MostWays} ways from '{_names[rule]}' to its first character. Have its alternatives begin differently");
        return ways[rule] = sum;
    }

    private static long Size(GbnfElement element) => element switch
    {
        GbnfLiteral literal => literal.CodePoints.Length,
        GbnfClass set => 2 * set.Ranges.Length,
        GbnfRepeat repeat => Math.Min(MostElements + 1, Size(repeat.Element) * Math.Max(1, repeat.Most ?? repeat.Least)),
        _ => 1,
    };

    private static ArgumentException Wrong(string what) => new($"The grammar {what}.");
}
