using EdgeReasoning.LlamaCpp.Gguf;

namespace EdgeReasoning.LlamaCpp;

/// <summary>
/// The vocabulary of synthetic models: the 256 bytes in GPT-2's notation (Radford et al. 2019, <c>bytes_to_unicode</c>), tokens that
/// fill it up, and at its end those that a chat with thinking needs. Text is split into bytes.
/// </summary>
internal static class SyntheticVocabulary
{
    internal const int LeastTokens = 512;

    /// <summary>ChatML, as Qwen's models use it; the reply begins inside its thinking.</summary>
    private const string Template =
        "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
        + "{% if add_generation_prompt %}<|im_start|>assistant\n<think>\n{% endif %}";

    private const int Normal = 1, Control = 3, UserDefined = 4;

    private static readonly (string Text, int Kind)[] Special =
        [("<|endoftext|>", Control), ("<|im_start|>", Control), ("<|im_end|>", Control), ("<think>", UserDefined), ("</think>", UserDefined)];

    internal static void AddTo(GgufWriter writer, int size)
    {
        int ordinary = size - Special.Length;
        writer
            .Add("tokenizer.ggml.model", "gpt2")
            .Add("tokenizer.ggml.pre", "gpt-2")
            .Add("tokenizer.ggml.tokens", [.. Enumerable.Range(0, size).Select(TextOf)])
            .Add("tokenizer.ggml.token_type", [.. Enumerable.Range(0, size).Select(token => token < ordinary ? Normal : Special[token - ordinary].Kind)])
            .Add("tokenizer.ggml.merges", Array.Empty<string>())
            .Add("tokenizer.ggml.bos_token_id", (uint)ordinary)
            .Add("tokenizer.ggml.eos_token_id", (uint)(ordinary + 2))
            .Add("tokenizer.ggml.padding_token_id", (uint)ordinary)
            .Add("tokenizer.ggml.add_bos_token", false)
            .Add("tokenizer.chat_template", Template);

        string TextOf(int token)
            => token >= ordinary ? Special[token - ordinary].Text
                : token < 256 ? NameOf((byte)token).ToString()
                : FormattableString.Invariant($"t{token}");
    }

    // Printable bytes stand for themselves, the others for the characters from 256 on, in their order.
    private static char NameOf(byte value)
        => IsPrintable(value) ? (char)value : (char)(256 + Enumerable.Range(0, value).Count(other => !IsPrintable((byte)other)));

    private static bool IsPrintable(byte value) => value is (>= 33 and <= 126) or (>= 161 and <= 172) or >= 174;
}
