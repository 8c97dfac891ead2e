using System.Text;
using EdgeReasoning.LlamaCpp.Gguf;

namespace EdgeReasoning.LlamaCpp.Tests.Gguf;

/// <summary>Writes GGUF files of any kind, sound or not.</summary>
internal sealed class GgufBuilder
{
    private readonly List<(string Key, GgufValueType Type, Action<BinaryWriter> Value)> _values = [];
    private readonly List<(string Name, long[] Shape, uint Type, ulong? Offset)> _tensors = [];

    public uint Version { get; set; } = 3;

    public int Alignment { get; set; } = 32;

    /// <summary>Fills the tensors with weights in [-0.25, 0.25); zeros where null.</summary>
    public Random? Weights { get; set; }

    public GgufBuilder With(string key, GgufValueType type, Action<BinaryWriter> value)
    {
        _values.RemoveAll(entry => entry.Key == key);
        return WithAgain(key, type, value);
    }

    public GgufBuilder WithAgain(string key, GgufValueType type, Action<BinaryWriter> value)
    {
        _values.Add((key, type, value));
        return this;
    }

    public GgufBuilder With(string key, string value) => With(key, GgufValueType.String, writer => Write(writer, value));

    public GgufBuilder With(string key, uint value) => With(key, GgufValueType.UInt32, writer => writer.Write(value));

    public GgufBuilder With(string key, float value) => With(key, GgufValueType.Float32, writer => writer.Write(value));

    public GgufBuilder With(string key, params string[] values) => WithArray(key, GgufValueType.String, values.Length, writer =>
    {
        foreach (string value in values) Write(writer, value);
    });

    public GgufBuilder With(string key, params int[] values) => WithArray(key, GgufValueType.Int32, values.Length, writer =>
    {
        foreach (int value in values) writer.Write(value);
    });

    public GgufBuilder WithArray(string key, GgufValueType elementType, int count, Action<BinaryWriter> elements) => With(key, GgufValueType.Array, writer =>
    {
        writer.Write((uint)elementType);
        writer.Write((ulong)count);
        elements(writer);
    });

    public GgufBuilder Without(string key)
    {
        _values.RemoveAll(entry => entry.Key == key);
        return this;
    }

    public GgufBuilder WithTensor(string name, uint type = 0, ulong? offset = null, params long[] shape)
    {
        _tensors.Add((name, shape, type, offset));
        return this;
    }

    public GgufBuilder WithoutTensors()
    {
        _tensors.Clear();
        return this;
    }

    /// <summary>A header with all that the checks ask for, of two layers and three tokens.</summary>
    public static GgufBuilder Llama() => new GgufBuilder()
        .With("general.architecture", "llama")
        .With("llama.block_count", 2u)
        .With("llama.embedding_length", 8u)
        .With("llama.context_length", 64u)
        .With("llama.feed_forward_length", 16u)
        .With("llama.attention.head_count", 2u)
        .With("llama.attention.head_count_kv", 1u)
        .With("llama.attention.layer_norm_rms_epsilon", 1e-5f)
        .With("tokenizer.ggml.model", "gpt2")
        .With("tokenizer.ggml.tokens", "a", "b", "c")
        .With("tokenizer.ggml.token_type", 1, 1, 3)
        .With("tokenizer.ggml.bos_token_id", 2u)
        .WithTensor("token_embd.weight", shape: [8, 3]);

    /// <summary>A whole recurrent model of two layers, with weights: its memory cannot go back.</summary>
    public static GgufBuilder Mamba(Random weights)
    {
        const uint width = 32, inner = 2 * width, kernel = 4, state = 16, rank = 4;
        GgufBuilder builder = new GgufBuilder { Weights = weights }
            .With("general.architecture", "mamba")
            .With("mamba.block_count", 2u)
            .With("mamba.embedding_length", width)
            .With("mamba.context_length", 512u)
            .With("mamba.attention.layer_norm_rms_epsilon", 1e-5f)
            .With("mamba.ssm.conv_kernel", kernel)
            .With("mamba.ssm.inner_size", inner)
            .With("mamba.ssm.state_size", state)
            .With("mamba.ssm.time_step_rank", rank)
            .With("tokenizer.ggml.model", "gpt2")
            .With("tokenizer.ggml.pre", "default")
            .With("tokenizer.ggml.tokens", "a", "b", "c", "d")
            .With("tokenizer.ggml.merges", ["a a"])
            .WithTensor("token_embd.weight", shape: [width, 4])
            .WithTensor("output_norm.weight", shape: [width]);
        for (int layer = 0; layer < 2; layer++)
        {
            builder
                .WithTensor($"blk.{layer}.attn_norm.weight", shape: [width])
                .WithTensor($"blk.{layer}.ssm_in.weight", shape: [width, 2 * inner])
                .WithTensor($"blk.{layer}.ssm_conv1d.weight", shape: [kernel, inner])
                .WithTensor($"blk.{layer}.ssm_conv1d.bias", shape: [inner])
                .WithTensor($"blk.{layer}.ssm_x.weight", shape: [inner, rank + 2 * state])
                .WithTensor($"blk.{layer}.ssm_dt.weight", shape: [rank, inner])
                .WithTensor($"blk.{layer}.ssm_dt.bias", shape: [inner])
                .WithTensor($"blk.{layer}.ssm_a", shape: [state, inner])
                .WithTensor($"blk.{layer}.ssm_d", shape: [inner])
                .WithTensor($"blk.{layer}.ssm_out.weight", shape: [inner, width]);
        }

        return builder;
    }

    public byte[] Build()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("GGUF"u8);
        writer.Write(Version);
        writer.Write((ulong)_tensors.Count);
        writer.Write((ulong)_values.Count);
        foreach ((string key, GgufValueType type, Action<BinaryWriter> value) in _values)
        {
            Write(writer, key);
            writer.Write((uint)type);
            value(writer);
        }

        ulong offset = 0;
        foreach ((string name, long[] shape, uint type, ulong? given) in _tensors)
        {
            Write(writer, name);
            writer.Write((uint)shape.Length);
            foreach (long length in shape) writer.Write(length);
            writer.Write(type);
            writer.Write(given ?? offset);
            offset += Pad((ulong)shape.Aggregate(4L, (product, length) => product * length));
        }

        if (_tensors.Count > 0) writer.Write(new byte[Pad((ulong)stream.Length) - (ulong)stream.Length]);
        for (ulong at = 0; at < offset; at += sizeof(float)) writer.Write(Weights is null ? 0f : Weights.NextSingle() / 2 - 0.25f);
        return stream.ToArray();
    }

    public string BuildFile(string folder, string name = "model.gguf")
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, Build());
        return path;
    }

    private ulong Pad(ulong value) => (value + (ulong)Alignment - 1) / (ulong)Alignment * (ulong)Alignment;

    private static void Write(BinaryWriter writer, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)utf8.Length);
        writer.Write(utf8);
    }
}
