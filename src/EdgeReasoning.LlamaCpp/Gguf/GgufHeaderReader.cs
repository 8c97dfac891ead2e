namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>Reads the header of a GGUF file, checking it on the way as strictly as llama.cpp does.</summary>
internal static class GgufHeaderReader
{
    private const uint Magic = 0x46554747; // "GGUF"
    private const int DefaultAlignment = 32;
    private const int MaxDimensions = 4;
    private const int MaxTensorName = 63;

    // Key length, type, and a value of one byte; name length, dimensions, type and offset.
    private const int SmallestKeyValue = 8 + 4 + 1;
    private const int SmallestTensor = 8 + 4 + 4 + 8;

    public static GgufFile Read(GgufStream stream, long length, string path)
    {
        if (length == 0) throw new InvalidDataException("it is empty");
        if (length < 24 || stream.UInt32() != Magic) throw new InvalidDataException("it does not start with 'GGUF'");
        uint version = stream.UInt32();
        if (version is < 2 or > 3) throw new InvalidDataException($"its version is {version}, and only 2 and 3, little-endian, can be read");

        int tensorCount = stream.Count("the number of tensors", SmallestTensor);
        int keyCount = stream.Count("the number of metadata keys", SmallestKeyValue);
        GgufMetadata metadata = ReadMetadata(stream, keyCount);
        long alignment = Alignment(metadata);
        List<GgufTensor> tensors = ReadTensors(stream, tensorCount, alignment);

        long dataOffset = tensorCount == 0 ? stream.Position : Pad(stream.Position, alignment);
        foreach (GgufTensor tensor in tensors)
        {
            if (tensor.ByteLength > length - dataOffset - tensor.Offset)
                throw new InvalidDataException($"the file ends at byte {length}, but tensor '{tensor.Name}' reaches to byte {dataOffset + tensor.Offset + tensor.ByteLength}: it is cut off");
        }

        return new GgufFile(path, version, metadata, tensors, dataOffset);
    }

    private static GgufMetadata ReadMetadata(GgufStream stream, int count)
    {
        var values = new Dictionary<string, GgufValue>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string key = stream.Text($"metadata key {i}");
            if (key.Length == 0) throw new InvalidDataException($"metadata key {i} is empty");
            try
            {
                if (!values.TryAdd(key, ReadValue(stream))) throw new InvalidDataException("the key is there twice");
            }
            catch (InvalidDataException exception)
            {
                throw new InvalidDataException($"in metadata '{key}', {exception.Message}", exception);
            }
        }

        return new GgufMetadata(values);
    }

    private static GgufValue ReadValue(GgufStream stream)
    {
        var type = (GgufValueType)stream.UInt32();
        if (type != GgufValueType.Array) return new GgufValue(type, type, stream.Scalar(type));
        var elementType = (GgufValueType)stream.UInt32();
        return new GgufValue(type, elementType, stream.Elements(elementType));
    }

    private static long Alignment(GgufMetadata metadata)
    {
        const string key = "general.alignment";
        if (!metadata.TryGetValue(key, out GgufValue? value)) return DefaultAlignment;
        if (value.Value is not uint alignment || !uint.IsPow2(alignment) || alignment is < 8 or > 1 << 20)
            throw new InvalidDataException($"{key} is {value.Value}; it has to be a 32-bit power of two from 8 to 1048576");
        return alignment;
    }

    private static List<GgufTensor> ReadTensors(GgufStream stream, int count, long alignment)
    {
        var tensors = new List<GgufTensor>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        long expectedOffset = 0;
        for (int i = 0; i < count; i++)
        {
            string name = stream.Text($"the name of tensor {i}");
            if (name.Length is 0 or > MaxTensorName || name.Contains('\0', StringComparison.Ordinal))
                throw new InvalidDataException($"tensor {i} has a name of {name.Length} characters, from 1 to {MaxTensorName} are allowed");
            if (!names.Add(name)) throw new InvalidDataException($"tensor '{name}' is there twice");

            GgufTensor tensor = ReadTensor(stream, name);
            if (tensor.Offset != expectedOffset)
                throw new InvalidDataException($"tensor '{name}' starts at byte {tensor.Offset} of the data instead of {expectedOffset}, where the one before ends");
            if (tensor.ByteLength > long.MaxValue / 2 - expectedOffset) throw new InvalidDataException($"tensor '{name}' is larger than any file");
            expectedOffset = Pad(expectedOffset + tensor.ByteLength, alignment);
            tensors.Add(tensor);
        }

        return tensors;
    }

    private static GgufTensor ReadTensor(GgufStream stream, string name)
    {
        uint dimensions = stream.UInt32();
        if (dimensions is 0 or > MaxDimensions) throw new InvalidDataException($"tensor '{name}' has {dimensions} dimensions, from 1 to {MaxDimensions} are allowed");
        var shape = new long[dimensions];
        long elements = 1;
        for (int d = 0; d < shape.Length; d++)
        {
            ulong size = stream.UInt64();
            if (size == 0 || size > (ulong)(long.MaxValue / 512 / elements))
                throw new InvalidDataException($"tensor '{name}' has {size} elements along dimension {d}");
            shape[d] = (long)size;
            elements *= shape[d];
        }

        var type = (GgufTensorType)stream.UInt32();
        if (GgufBlock.Of(type) is not { } block) throw new InvalidDataException($"tensor '{name}' has the unknown type {(uint)type}");
        if (shape[0] % block.Elements != 0)
            throw new InvalidDataException($"tensor '{name}' has rows of {shape[0]} elements, no multiple of the {block.Elements} of a {type} block");
        ulong offset = stream.UInt64();
        if (offset > long.MaxValue / 2) throw new InvalidDataException($"tensor '{name}' starts at byte {offset} of the data, beyond any file");
        return new GgufTensor(name, type, shape, (long)offset, elements / block.Elements * block.Bytes);
    }

    private static long Pad(long value, long alignment) => (value + alignment - 1) / alignment * alignment;
}
