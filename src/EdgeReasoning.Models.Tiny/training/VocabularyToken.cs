namespace EdgeReasoning.Models.Tiny.Training;

/// <summary>One token, its text as GGUF has it.</summary>
internal sealed record VocabularyToken(string Text, TokenKind Kind);
