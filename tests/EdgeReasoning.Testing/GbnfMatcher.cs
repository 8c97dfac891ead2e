using System.Text;
using EdgeReasoning.Inference;
using EdgeReasoning.Inference.Gbnf;

namespace EdgeReasoning.Testing;

/// <summary>Where a text stands in a grammar: all the ways in which it can go on. Immutable. Independent of llama.cpp's, to check one by the other.</summary>
public sealed class GbnfMatcher
{
    private readonly GbnfRules _rules;
    private readonly HashSet<Way> _ways = [];
    private bool _complete;

    /// <summary>Begins.</summary>
    public GbnfMatcher(GbnfGrammar grammar)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        _rules = grammar.Rules;
        Expand(new Way(new GbnfReference(_rules.Root), 0, null));
    }

    private GbnfMatcher(GbnfRules rules) => _rules = rules;

    /// <summary>Whether the text may end here.</summary>
    public bool IsComplete => _complete;

    /// <summary>Whether a text is one of the grammar's.</summary>
    public static bool Matches(GbnfGrammar grammar, string text)
    {
        GbnfMatcher? matcher = new(grammar);
        foreach (Rune rune in text.EnumerateRunes()) matcher = matcher?.Step(rune.Value);
        return matcher?.IsComplete == true;
    }

    /// <summary>Goes on behind a character; null where it may not come next.</summary>
    public GbnfMatcher? Step(int codePoint)
    {
        var next = new GbnfMatcher(_rules);
        foreach (Way way in _ways)
        {
            if (way.Element is GbnfClass set && set.Has(codePoint)) next.Expand(way.Next);
            else if (way.Element is GbnfLiteral literal && literal.CodePoints[way.At] == codePoint) next.Expand(way with { At = way.At + 1 });
        }
        return next._complete || next._ways.Count > 0 ? next : null;
    }

    /// <summary>Whether one of a range of characters may come next.</summary>
    public bool MayStep(int first, int last) => _ways.Any(way => way.Element switch
    {
        GbnfLiteral literal => first <= literal.CodePoints[way.At] && literal.CodePoints[way.At] <= last,
        GbnfClass { IsNegated: true } => true,
        GbnfClass set => set.Ranges.Any(range => range.First <= last && first <= range.Last),
        _ => false,
    });

    private void Expand(Way? way)
    {
        switch (way)
        {
            case null:
                _complete = true;
                break;
            case { Element: GbnfLiteral literal } when way.At == literal.CodePoints.Length:
                Expand(way.Next);
                break;
            case { Element: GbnfLiteral or GbnfClass }:
                _ways.Add(way);
                break;
            case { Element: GbnfReference reference }:
                foreach (GbnfElement[] alternative in _rules[reference.Rule]) Expand(alternative.Reverse().Aggregate(way.Next, (rest, element) => new Way(element, 0, rest)));
                break;
            case { Element: GbnfRepeat repeat }:
                if (repeat.Least == 0) Expand(way.Next);
                if (repeat.Most != 0) Expand(new Way(repeat.Element, 0, new Way(repeat with { Least = Math.Max(0, repeat.Least - 1), Most = repeat.Most - 1 }, 0, way.Next)));
                break;
        }
    }

    // An element, what of it has been read, and what follows.
    private sealed record Way(GbnfElement Element, int At, Way? Next);
}
