using EdgeReasoning.Inference.Gbnf;

namespace EdgeReasoning.Inference;

/// <summary>A grammar in GBNF, llama.cpp's notation (grammars/README.md there), that has been read and found right. Immutable.</summary>
/// <remarks>
/// Refused is what llama.cpp refuses, and what would have it run without end or read past its rules: rules that are missing, given twice, that never come to an
/// end or recurse to the left, repetitions of something that may be empty, or of more than <see cref="MostRepetitions"/> times.
/// Elements that name single tokens (<c>&lt;[1000]&gt;</c>) are refused too: they would bind a grammar to one vocabulary.
/// </remarks>
public sealed class GbnfGrammar
{
    /// <summary>The highest count of a repetition; llama.cpp takes higher ones for "without limit".</summary>
    public const int MostRepetitions = 1999;

    /// <summary>Characters of the longest text.</summary>
    public const int LongestText = 1 << 20;

    private GbnfGrammar(string text, GbnfRules rules)
    {
        Text = text;
        Rules = rules;
    }

    /// <summary>The grammar as it was given.</summary>
    public string Text { get; }

    internal GbnfRules Rules { get; }

    /// <summary>Reads a grammar.</summary>
    /// <param name="text">Its rules, of which <c>root</c> is where it starts.</param>
    /// <exception cref="ArgumentException">The text is none, or one that is refused; the message says where and why.</exception>
    public static GbnfGrammar Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (text.Length > LongestText) throw new ArgumentException($"The grammar has {text.Length} characters; {LongestText} are read. Make it shorter.", nameof(text));
        GbnfRules rules = new GbnfParser(text).Parse();
        rules.Check();
        return new GbnfGrammar(text, rules);
    }
}
