using System.Text;

namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>Writes a GGUF file, version 3: metadata and tensors are announced first, and the tensors' data are asked for one by one while
/// the file is written, so that a model need never be in memory as a whole.</summary>
/// <remarks>Not safe from several threads. Format: <see href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md"/>.</remarks>
public sealed class GgufWriter
{
    private const uint Magic = 0x46554747; // "GGUF"
    private const uint Version = 3;
    private const int Alignment = 32;
    private const int MaxDimensions = 4;
    private const int MaxTensorName = 63;

    private readonly List<(string Key, GgufValue Value)> _values = [];
    private readonly List<(GgufTensor Tensor, Action<Stream> Write)> _tensors = [];
    private long _dataLength;

    /// <summary>Adds a text.</summary>
    /// <param name="key">The key, <c>general.name</c> say.</param>
    /// <param name="value">Its value.</param>
    public GgufWriter Add(string key, string value) => Add(key, Scalar(GgufValueType.String, value));

    /// <summary>Adds a truth value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    public GgufWriter Add(string key, bool value) => Add(key, Scalar(GgufValueType.Bool, value));

    /// <summary>Adds a 32-bit unsigned integer, which most sizes are.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    public GgufWriter Add(string key, uint value) => Add(key, Scalar(GgufValueType.UInt32, value));

    /// <summary>Adds a 32-bit float.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    public GgufWriter Add(string key, float value) => Add(key, Scalar(GgufValueType.Float32, value));

    /// <summary>Adds an array of texts.</summary>
    /// <param name="key">The key.</param>
    /// <param name="values">Its elements.</param>
    public GgufWriter Add(string key, IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Add(key, new GgufValue(GgufValueType.Array, GgufValueType.String, values.ToArray()));
    }

    /// <summary>Adds an array of 32-bit integers.</summary>
    /// <param name="key">The key.</param>
    /// <param name="values">Its elements.</param>
    public GgufWriter Add(string key, IReadOnlyList<int> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Add(key, new GgufValue(GgufValueType.Array, GgufValueType.Int32, values.ToArray()));
    }

    /// <summary>Adds a value of any type, one that was read from another file say.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentException">The key is empty or was added before.</exception>
    public GgufWriter Add(string key, GgufValue value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Value is null) throw new ArgumentNullException(nameof(value));
        if (_values.Exists(entry => entry.Key == key)) throw new ArgumentException($"The key '{key}' was added before.", nameof(key));
        _values.Add((key, value));
        return this;
    }

    /// <summary>Announces a tensor.</summary>
    /// <param name="name">Its name, <c>blk.0.attn_q.weight</c> say: 1 to 63 bytes in UTF-8.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="shape">Elements along each dimension, the fastest first: 1 to 4 of them, each from 1.</param>
    /// <param name="write">Writes its data, as many bytes as shape and type ask for, when its turn comes.</param>
    /// <exception cref="ArgumentException">Its name was added before or is too long, or rows are no whole number of the type's blocks.</exception>
    public GgufWriter AddTensor(string name, GgufTensorType type, IReadOnlyList<long> shape, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(write);
        if (Encoding.UTF8.GetByteCount(name) > MaxTensorName) throw new ArgumentException($"The name '{name}' is longer than {MaxTensorName} bytes.", nameof(name));
        if (_tensors.Exists(entry => entry.Tensor.Name == name)) throw new ArgumentException($"The tensor '{name}' was added before.", nameof(name));
        if (shape.Count is 0 or > MaxDimensions || shape.Any(length => length < 1))
            throw new ArgumentException($"The shape [{string.Join(", ", shape)}] of '{name}' needs 1 to {MaxDimensions} dimensions, each from 1.", nameof(shape));
        GgufBlock block = GgufBlock.Of(type) ?? throw new ArgumentOutOfRangeException(nameof(type), type, "ggml has no such type.");
        if (shape[0] % block.Elements != 0)
            throw new ArgumentException($"Rows of '{name}' have {shape[0]} elements, no multiple of the {block.Elements} of a {type} block.", nameof(shape));

        long[] copy = [.. shape];
        long bytes = checked(copy.Aggregate(1L, (product, length) => product * length) / block.Elements * block.Bytes);
        _tensors.Add((new GgufTensor(name, type, copy, _dataLength, bytes), write));
        _dataLength = Pad(_dataLength + bytes);
        return this;
    }

    /// <summary>Writes the file. It takes its name only when it is complete, so a failure leaves no broken model behind.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <exception cref="InvalidOperationException">A tensor's data were more or fewer bytes than announced.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string unfinished = path + ".unfinished";
        try
        {
            using (FileStream file = new(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16)) Write(file);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private void Write(FileStream file)
    {
        // Strings go in as UTF-8 without the writer's own length prefix; numbers are little-endian on every machine.
        using var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write((ulong)_tensors.Count);
        writer.Write((ulong)_values.Count);
        foreach ((string key, GgufValue value) in _values)
        {
            GgufValueWriter.Write(writer, key);
            GgufValueWriter.Write(writer, value);
        }

        foreach ((GgufTensor tensor, _) in _tensors)
        {
            GgufValueWriter.Write(writer, tensor.Name);
            writer.Write((uint)tensor.Shape.Count);
            foreach (long length in tensor.Shape) writer.Write((ulong)length);
            writer.Write((uint)tensor.Type);
            writer.Write((ulong)tensor.Offset);
        }

        writer.Flush();
        PadFile(file);
        foreach ((GgufTensor tensor, Action<Stream> write) in _tensors)
        {
            long start = file.Position;
            write(file);
            long written = file.Position - start;
            if (written != tensor.ByteLength)
                throw new InvalidOperationException($"The tensor '{tensor.Name}' was announced with {tensor.ByteLength} bytes, but {written} were written.");
            PadFile(file);
        }
    }

    private static void PadFile(FileStream file)
    {
        while (file.Position % Alignment != 0) file.WriteByte(0);
    }

    private static long Pad(long value) => (value + Alignment - 1) / Alignment * Alignment;

    private static GgufValue Scalar(GgufValueType type, object value) => new(type, type, value);
}
