using System.Runtime.CompilerServices;

namespace EdgeReasoning.Prompts.Jinja.Syntax;

/// <summary>The words of a template, read one by one, and how deep the parser stands.</summary>
internal sealed class TokenReader(List<Token> tokens)
{
    private const int MaxDepth = 100;
    private int _next;
    private int _depth;

    public Token Current => tokens[_next];

    public Token Following => tokens[Math.Min(_next + 1, tokens.Count - 1)];

    public int Line => Current.Line;

    /// <summary>Every name read so far within the macro that is being parsed.</summary>
    public HashSet<string> Names { get; set; } = new(StringComparer.Ordinal);

    public Token Take()
    {
        Token token = tokens[_next];
        if (_next < tokens.Count - 1) _next++;
        if (token.Kind == TokenKind.Name) Names.Add(token.Text);
        return token;
    }

    public bool TryTakeOperator(string text) => Current.IsOperator(text) && Taken();

    public bool TryTakeName(string text) => Current.IsName(text) && Taken();

    public Token Expect(TokenKind kind, string what) => Current.Kind == kind ? Take() : throw Unexpected(what);

    public void ExpectOperator(string text)
    {
        if (!TryTakeOperator(text)) throw Unexpected($"'{text}'");
    }

    public void ExpectName(string text)
    {
        if (!TryTakeName(text)) throw Unexpected($"'{text}'");
    }

    public JinjaException Unexpected(string wanted) => new($"expected {wanted}, found {Current}", Line);

    public void Enter()
    {
        if (++_depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new JinjaException($"nested more than {MaxDepth} levels deep", Line);
    }

    public void Leave() => _depth--;

    private bool Taken()
    {
        Take();
        return true;
    }
}
