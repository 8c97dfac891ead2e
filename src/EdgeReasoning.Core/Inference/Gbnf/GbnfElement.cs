namespace EdgeReasoning.Inference.Gbnf;

/// <summary>A part of a rule.</summary>
internal abstract record GbnfElement;

/// <summary>Code points in a row.</summary>
internal sealed record GbnfLiteral(int[] CodePoints) : GbnfElement;

/// <summary>One code point of a set, or one that is not in it.</summary>
internal sealed record GbnfClass(bool IsNegated, (int First, int Last)[] Ranges) : GbnfElement
{
    public bool Has(int codePoint) => Array.Exists(Ranges, range => range.First <= codePoint && codePoint <= range.Last) != IsNegated;
}

/// <summary>Another rule, or a group, which is a rule without a name.</summary>
internal sealed record GbnfReference(int Rule) : GbnfElement;

/// <summary>An element so many times in a row; no <paramref name="Most"/> is without limit.</summary>
internal sealed record GbnfRepeat(GbnfElement Element, int Least, int? Most) : GbnfElement;
