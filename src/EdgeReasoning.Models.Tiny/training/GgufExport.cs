using System.Globalization;
using System.Text.Json;
using EdgeReasoning.LlamaCpp.Gguf;

namespace EdgeReasoning.Models.Tiny.Training;

/// <summary>Turns the weights that export.py wrote into a GGUF model that says everything about itself.</summary>
internal static class GgufExport
{
    private const string Reasoning = "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'user' %}<｜User｜>{{ message['content'] }}"
        + "{% elif message['role'] == 'assistant' %}<｜Assistant｜>{{ message['content'].split('</think>')[-1] }}{{ eos_token }}"
        + "{% else %}{{ message['content'] }}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '<｜Assistant｜><think>\\n' }}{% endif %}";

    private const string Direct = "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}"
        + "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    public static void Write(string folder, string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "model.json")));
        JsonElement model = document.RootElement;
        bool thinks = Text(model, "kind") != "direct";
        var writer = new GgufWriter();
        Describe(writer, model, thinks);
        AddArchitecture(writer, model);
        AddVocabulary(writer, thinks);

        using FileStream weights = File.OpenRead(Path.Combine(folder, "weights.bin"));
        foreach (JsonElement tensor in model.GetProperty("tensors").EnumerateArray())
        {
            long[] shape = [.. tensor.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64())];
            byte[] bytes = new byte[sizeof(float) * shape.Aggregate(1L, (product, length) => product * length)];
            weights.ReadExactly(bytes);
            writer.AddTensor(Text(tensor, "name"), GgufTensorType.F32, shape, stream => stream.Write(bytes));
        }

        writer.Write(path);
    }

    private static void Describe(GgufWriter writer, JsonElement model, bool thinks)
    {
        string name = $"EdgeReasoning Tiny {Title(model, "kind")} {Title(model, "size")}";
        double minutes = Number(model, "seconds") / 60.0;
        writer.Add("general.architecture", "llama")
            .Add("general.type", "model")
            .Add("general.name", name)
            .Add("general.author", "EdgeReasoning contributors")
            .Add("general.license", "mit")
            .Add("general.languages", ["en"])
            .Add("general.tags", ["storymath", thinks ? "reasoning" : "direct"])
            .Add("general.description", string.Create(CultureInfo.InvariantCulture,
                $"Solves StoryMath problems{(thinks ? " step by step" : " at once")}. Trained on {Number(model, "tokens") / 1e6:0.0} M tokens of generated stories in {Number(model, "steps")} steps and {minutes:0} minutes on one CPU core."))
            .Add("general.file_type", 0u);
    }

    private static void AddArchitecture(GgufWriter writer, JsonElement model) => writer
        .Add("llama.context_length", 1024u)
        .Add("llama.embedding_length", Number(model, "width"))
        .Add("llama.block_count", Number(model, "layers"))
        .Add("llama.feed_forward_length", Number(model, "hidden"))
        .Add("llama.attention.head_count", Number(model, "heads"))
        .Add("llama.attention.head_count_kv", Number(model, "heads"))
        .Add("llama.attention.layer_norm_rms_epsilon", 1e-5f)
        .Add("llama.rope.freq_base", 10000f)
        .Add("llama.rope.dimension_count", Number(model, "width") / Number(model, "heads"));

    private static void AddVocabulary(GgufWriter writer, bool thinks)
    {
        var vocabulary = new Vocabulary();
        // A model with tokens for thinking is taken to be one that thinks.
        List<VocabularyToken> tokens = [.. vocabulary.Tokens.Select((token, id) =>
            !thinks && (token.Text is Vocabulary.Think or Vocabulary.EndThink) ? new VocabularyToken($"<unused{id}>", TokenKind.Unused) : token)];
        writer.Add("llama.vocab_size", (uint)tokens.Count)
            .Add("tokenizer.ggml.model", "gpt2")
            .Add("tokenizer.ggml.pre", "gpt-2")
            .Add("tokenizer.ggml.tokens", [.. tokens.Select(token => token.Text)])
            .Add("tokenizer.ggml.token_type", [.. tokens.Select(token => (int)token.Kind)])
            .Add("tokenizer.ggml.merges", Array.Empty<string>())
            .Add("tokenizer.ggml.bos_token_id", (uint)vocabulary[Vocabulary.Begin])
            .Add("tokenizer.ggml.eos_token_id", (uint)vocabulary[thinks ? Vocabulary.End : Vocabulary.TurnEnd])
            .Add("tokenizer.ggml.padding_token_id", (uint)vocabulary[Vocabulary.Pad])
            .Add("tokenizer.ggml.add_bos_token", thinks)
            .Add("tokenizer.chat_template", thinks ? Reasoning : Direct);
    }

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString()!;

    private static uint Number(JsonElement element, string key) => element.GetProperty(key).GetUInt32();

    private static string Title(JsonElement element, string key) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Text(element, key));
}
