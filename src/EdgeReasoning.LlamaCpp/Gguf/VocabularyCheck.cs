using System.Globalization;

namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>Refuses vocabularies on which llama.cpp would end the process, at loading or when it meets a text.</summary>
internal static class VocabularyCheck
{
    private const int AsciiBytes = 128;

    private static readonly string[] Tokenizers = ["gemma4", "gpt2", "hybriddna", "llama", "plamo2", "rwkv", "t5", "whitespace"];

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

        string tokenizer = metadata.Text("tokenizer.ggml.model") ?? "";
        if (!Tokenizers.Contains(tokenizer, StringComparer.Ordinal))
            throw new InvalidDataException($"its tokenizer '{tokenizer}' is none of those that llama.cpp 0.5.0 can split a text with: {string.Join(", ", Tokenizers)}");
        if (tokenizer == "llama") RequireBytes(texts, SentencePieceNames);
        if (tokenizer == "rwkv") RequireBytes(texts, RwkvNames);
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

    // These vocabularies spell what they have no token for byte by byte, and llama.cpp relies on having each.
    private static void RequireBytes(HashSet<string> texts, Func<byte, IEnumerable<string>> namesOf)
    {
        for (int value = 0; value <= byte.MaxValue; value++)
        {
            if (!namesOf((byte)value).Any(texts.Contains))
                throw new InvalidDataException($"its vocabulary lacks a token for the byte {namesOf((byte)value).First()}");
        }
    }

    private static IEnumerable<string> SentencePieceNames(byte value)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>");
        if (value is > 0 and < AsciiBytes) yield return ((char)value).ToString();
    }

    // Bytes in the notation of Python's repr.
    private static IEnumerable<string> RwkvNames(byte value)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"\\x{value:x2}");
        if (value is > 0 and < AsciiBytes && value != '\\') yield return ((char)value).ToString();
        if (value is (byte)'\\' or (byte)'\'' or (byte)'"') yield return $"\\{(char)value}";
        if (value is (byte)'\t' or (byte)'\n' or (byte)'\r') yield return value == '\t' ? "\\t" : value == '\n' ? "\\n" : "\\r";
    }
}
