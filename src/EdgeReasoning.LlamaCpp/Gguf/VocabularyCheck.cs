using System.Globalization;

namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>Refuses vocabularies on which llama.cpp would end the process, at loading or when it meets a text.</summary>
internal static class VocabularyCheck
{
    private const int Bytes = 256;
    private const int AsciiBytes = 128;

    /// <summary>Checks one.</summary>
    /// <exception cref="InvalidDataException">It is missing or does not agree with itself; the message names the key.</exception>
    public static void Require(GgufMetadata metadata)
    {
        const string key = "tokenizer.ggml.tokens";
        if (metadata.Texts(key) is not { Count: > 0 } tokens) throw new InvalidDataException($"it has no vocabulary ({key})");

        var texts = new HashSet<string>(tokens.Count, StringComparer.Ordinal);
        for (int token = 0; token < tokens.Count; token++)
        {
            if (!texts.Add(TextOf(tokens[token], token))) throw new InvalidDataException($"token {token} of the vocabulary, '{tokens[token]}', is there twice");
        }

        RequireLength(metadata, "tokenizer.ggml.scores", tokens.Count);
        RequireLength(metadata, "tokenizer.ggml.token_type", tokens.Count);
        RequireToken(metadata, "tokenizer.ggml.bos_token_id", tokens.Count);
        RequireToken(metadata, "tokenizer.ggml.eos_token_id", tokens.Count);
        if (metadata.Text("tokenizer.ggml.model") == "llama") RequireBytes(texts);
    }

    // llama.cpp takes a token's text up to its first zero byte, and names empty ones.
    private static string TextOf(string token, int index)
    {
        int end = token.IndexOf('\0', StringComparison.Ordinal);
        string text = end < 0 ? token : token[..end];
        return text.Length > 0 ? text : string.Create(CultureInfo.InvariantCulture, $"[EMPTY_{index}]");
    }

    private static void RequireLength(GgufMetadata metadata, string key, int tokens)
    {
        if (!metadata.TryGetValue(key, out GgufValue? value)) return;
        if (value.AsArray() is not { } array || array.Length != tokens)
            throw new InvalidDataException($"{key} has {value.AsArray()?.Length ?? 0} elements, but the vocabulary has {tokens} tokens");
    }

    private static void RequireToken(GgufMetadata metadata, string key, int tokens)
    {
        // Some converters write -1 for none.
        if (metadata.Integer(key) is not { } id || id is -1 or uint.MaxValue) return;
        if (id < 0 || id >= tokens) throw new InvalidDataException($"{key} is {id}, but the vocabulary has {tokens} tokens");
    }

    // A SentencePiece vocabulary spells what it has no token for byte by byte, and llama.cpp relies on having each.
    private static void RequireBytes(HashSet<string> texts)
    {
        for (int value = 0; value < Bytes; value++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>");
            if (!texts.Contains(name) && !(value is > 0 and < AsciiBytes && texts.Contains(((char)value).ToString())))
                throw new InvalidDataException($"its SentencePiece vocabulary lacks the byte token {name}");
        }
    }
}
