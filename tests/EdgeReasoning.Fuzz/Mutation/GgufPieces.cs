using System.Buffers.Binary;

namespace EdgeReasoning.Fuzz.Mutation;

/// <summary>A GGUF file taken apart, with a small reader of its own that trusts the corpus.</summary>
/// <param name="Version">The version.</param>
/// <param name="Keys">The metadata.</param>
/// <param name="Tensors">The tensors' directory.</param>
/// <param name="Data">Everything behind it.</param>
internal sealed record GgufPieces(uint Version, IReadOnlyList<GgufRecord> Keys, IReadOnlyList<GgufRecord> Tensors, byte[] Data)
{
    private const int TextType = 8, ArrayType = 9;

    // Bytes of the scalar types 0 to 12; texts and arrays have no fixed length.
    private static readonly int[] s_sizes = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];

    /// <summary>Takes a file apart.</summary>
    public static GgufPieces Of(byte[] file)
    {
        int tensors = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(8)), keys = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(16));
        int at = 24;
        GgufRecord[] keyRecords = [.. Enumerable.Range(0, keys).Select(_ => Key(file, ref at))];
        GgufRecord[] tensorRecords = [.. Enumerable.Range(0, tensors).Select(_ => Tensor(file, ref at))];
        int data = Math.Min(file.Length, (at + 31) / 32 * 32);
        return new(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4)), keyRecords, tensorRecords, file[data..]);
    }

    private static GgufRecord Key(byte[] file, ref int at)
    {
        int start = at;
        List<(int, int)> numbers = [];
        Text(file, ref at, start, numbers);
        int type = Number(file, ref at, start, numbers, 4);
        if (type == ArrayType)
        {
            int element = Number(file, ref at, start, numbers, 4), count = Number(file, ref at, start, numbers, 8);
            for (int i = 0; i < count; i++) Value(file, ref at, start, numbers, element);
        }
        else
        {
            Value(file, ref at, start, numbers, type);
        }

        return new(file[start..at], numbers);
    }

    private static GgufRecord Tensor(byte[] file, ref int at)
    {
        int start = at;
        List<(int, int)> numbers = [];
        Text(file, ref at, start, numbers);
        int dimensions = Number(file, ref at, start, numbers, 4);
        for (int d = 0; d < dimensions; d++) Number(file, ref at, start, numbers, 8);
        Number(file, ref at, start, numbers, 4);
        Number(file, ref at, start, numbers, 8);
        return new(file[start..at], numbers);
    }

    private static void Value(byte[] file, ref int at, int start, List<(int, int)> numbers, int type)
    {
        if (type == TextType) Text(file, ref at, start, numbers);
        else Number(file, ref at, start, numbers, s_sizes[type]);
    }

    private static void Text(byte[] file, ref int at, int start, List<(int, int)> numbers)
    {
        int length = Number(file, ref at, start, numbers, 8);
        at += length;
    }

    private static int Number(byte[] file, ref int at, int start, List<(int, int)> numbers, int size)
    {
        numbers.Add((at - start, size));
        int value = size >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at)) : 0;
        at += size;
        return value;
    }
}
