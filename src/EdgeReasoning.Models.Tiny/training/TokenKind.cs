namespace EdgeReasoning.Models.Tiny.Training;

/// <summary>What a token is, numbered as GGUF's token types.</summary>
internal enum TokenKind
{
    Byte = 1,
    Marker = 3,
    Word = 4,
    Unused = 5,
}
