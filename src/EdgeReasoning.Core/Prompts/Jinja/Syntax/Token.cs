namespace EdgeReasoning.Prompts.Jinja.Syntax;

internal enum TokenKind
{
    Data,
    OpenPrint,
    ClosePrint,
    OpenBlock,
    CloseBlock,
    Name,
    String,
    Integer,
    Float,
    Operator,
    End,
}

/// <summary>One word of a template. Of a string literal the text is what it stands for.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Line)
{
    public bool IsName(string text) => Kind == TokenKind.Name && Text == text;

    public bool IsOperator(string text) => Kind == TokenKind.Operator && Text == text;

    public override string ToString() => Kind == TokenKind.End ? "the end of the template" : $"'{Text}'";
}
