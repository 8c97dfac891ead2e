using System.Text;

namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>
/// Writes a model with random weights in the shape of Qwen2 0.5B, Q4_0: what it says is noise, how fast it says it is not.
/// </summary>
/// <remarks>Shape from the Qwen2-0.5B configuration: 24 layers, width 896, 14 heads of 64, 2 key-value heads, feed-forward 4864,
/// vocabulary 151,936, tied embeddings (here Q8_0). File format: the GGUF specification, version 3.</remarks>
internal static class SyntheticModel
{
    private const int Layers = 24, Width = 896, KeyValueWidth = 128, FeedForward = 4864, Vocabulary = 151_936, Alignment = 32;
    private const uint F32 = 0, Q4_0 = 2, Q8_0 = 8;

    public static string Write()
    {
        string path = Path.Combine(Path.GetTempPath(), "edge-reasoning-synthetic-qwen2-0.5b-q4_0.gguf");
        if (File.Exists(path)) return path;
        (string Name, long[] Shape, uint Type)[] tensors = [.. Tensors()];
        string partial = path + ".part";
        using (var file = new BinaryWriter(File.Create(partial, 1 << 20)))
        {
            file.Write("GGUF"u8);
            file.Write(3u);
            file.Write((ulong)tensors.Length);
            (string Key, Action<BinaryWriter> Value)[] metadata = [.. Metadata()];
            file.Write((ulong)metadata.Length);
            foreach ((string key, Action<BinaryWriter> value) in metadata)
            {
                WriteText(file, key);
                value(file);
            }
            long offset = 0;
            foreach ((string name, long[] shape, uint type) in tensors)
            {
                WriteText(file, name);
                file.Write((uint)shape.Length);
                foreach (long length in shape) file.Write((ulong)length);
                file.Write(type);
                file.Write((ulong)offset);
                offset += Padded(Bytes(shape, type));
            }
            Pad(file);
            var random = new Random(1);
            foreach ((_, long[] shape, uint type) in tensors) WriteWeights(file, shape, type, random);
        }
        File.Move(partial, path);
        return path;
    }

    private static IEnumerable<(string, long[], uint)> Tensors()
    {
        yield return ("token_embd.weight", [Width, Vocabulary], Q8_0);
        yield return ("output_norm.weight", [Width], F32);
        for (var i = 0; i < Layers; i++)
        {
            yield return ($"blk.{i}.attn_norm.weight", [Width], F32);
            yield return ($"blk.{i}.attn_q.weight", [Width, Width], Q4_0);
            yield return ($"blk.{i}.attn_q.bias", [Width], F32);
            yield return ($"blk.{i}.attn_k.weight", [Width, KeyValueWidth], Q4_0);
            yield return ($"blk.{i}.attn_k.bias", [KeyValueWidth], F32);
            yield return ($"blk.{i}.attn_v.weight", [Width, KeyValueWidth], Q4_0);
            yield return ($"blk.{i}.attn_v.bias", [KeyValueWidth], F32);
            yield return ($"blk.{i}.attn_output.weight", [Width, Width], Q4_0);
            yield return ($"blk.{i}.ffn_norm.weight", [Width], F32);
            yield return ($"blk.{i}.ffn_gate.weight", [Width, FeedForward], Q4_0);
            yield return ($"blk.{i}.ffn_up.weight", [Width, FeedForward], Q4_0);
            yield return ($"blk.{i}.ffn_down.weight", [FeedForward, Width], Q4_0);
        }
    }

    private static IEnumerable<(string, Action<BinaryWriter>)> Metadata()
    {
        yield return ("general.architecture", Text("qwen2"));
        yield return ("general.name", Text("synthetic Qwen2 0.5B"));
        yield return ("general.file_type", Number(2));
        yield return ("qwen2.context_length", Number(32768));
        yield return ("qwen2.embedding_length", Number(Width));
        yield return ("qwen2.block_count", Number(Layers));
        yield return ("qwen2.feed_forward_length", Number(FeedForward));
        yield return ("qwen2.attention.head_count", Number(14));
        yield return ("qwen2.attention.head_count_kv", Number(2));
        yield return ("qwen2.attention.layer_norm_rms_epsilon", Real(1e-6f));
        yield return ("qwen2.rope.freq_base", Real(1e6f));
        yield return ("tokenizer.ggml.model", Text("gpt2"));
        yield return ("tokenizer.ggml.pre", Text("qwen2"));
        yield return ("tokenizer.ggml.tokens", Array(8, Vocabulary, (file, i) => WriteText(file, TokenText(i))));
        yield return ("tokenizer.ggml.token_type", Array(5, Vocabulary, (file, i) => file.Write(i == Vocabulary - 1 ? 3 : 1)));
        yield return ("tokenizer.ggml.merges", Array(8, 1, (file, _) => WriteText(file, "! !")));
        yield return ("tokenizer.ggml.eos_token_id", Number(Vocabulary - 1));
    }

    // Printable ASCII first, so that digits and spaces (Ġ) can be written; the rest only has to be different.
    private static string TokenText(int token) => token switch
    {
        < 94 => ((char)(33 + token)).ToString(),
        94 => "\u0120",
        Vocabulary - 1 => "<end>",
        _ => $"t{token}",
    };

    private static void WriteWeights(BinaryWriter file, long[] shape, uint type, Random random)
    {
        long count = shape.Aggregate(1L, (product, length) => product * length);
        if (type == F32)
        {
            for (long i = 0; i < count; i++) file.Write(shape.Length == 1 && shape[0] == Width ? 1f : 0f);
        }
        else
        {
            // Blocks of 32: a scale as half a float, then the quants. The scale keeps a layer's output about as large as its input, and
            // gives logits a standard deviation near 2.7, so that a sampler finds a few likely tokens as it does in a real model.
            var block = new byte[type == Q4_0 ? 18 : 34];
            ushort scale = BitConverter.HalfToUInt16Bits((Half)(type == Q4_0 ? 0.004f : 0.0012f));
            for (long i = 0; i < count / 32; i++)
            {
                random.NextBytes(block);
                BitConverter.TryWriteBytes(block, scale);
                file.Write(block);
            }
        }
        Pad(file);
    }

    private static long Bytes(long[] shape, uint type)
    {
        long count = shape.Aggregate(1L, (product, length) => product * length);
        return type switch { F32 => 4 * count, Q4_0 => count / 32 * 18, _ => count / 32 * 34 };
    }

    private static long Padded(long bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    private static void Pad(BinaryWriter file)
    {
        file.Flush();
        for (long missing = Padded(file.BaseStream.Position) - file.BaseStream.Position; missing > 0; missing--) file.Write((byte)0);
    }

    private static Action<BinaryWriter> Text(string value) => file => { file.Write(8u); WriteText(file, value); };

    private static Action<BinaryWriter> Number(uint value) => file => { file.Write(4u); file.Write(value); };

    private static Action<BinaryWriter> Real(float value) => file => { file.Write(6u); file.Write(value); };

    private static Action<BinaryWriter> Array(uint type, int count, Action<BinaryWriter, int> write) => file =>
    {
        file.Write(9u);
        file.Write(type);
        file.Write((ulong)count);
        for (var i = 0; i < count; i++) write(file, i);
    };

    private static void WriteText(BinaryWriter file, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        file.Write((ulong)bytes.Length);
        file.Write(bytes);
    }
}
