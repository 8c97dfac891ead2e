using System.Buffers.Binary;

namespace EdgeReasoning.Fuzz.Mutation;

/// <summary>A piece of a GGUF file, a metadata key with its value or a tensor of the directory, and where the numbers in it stand.</summary>
/// <param name="Bytes">The piece; never changed.</param>
/// <param name="Numbers">Offset and size of lengths, types, dimensions and scalars.</param>
internal sealed record GgufRecord(byte[] Bytes, IReadOnlyList<(int Offset, int Size)> Numbers)
{
    private static readonly ulong[] s_values =
    [
        0, 1, 2, 3, 4, 7, 8, 9, 10, 12, 13, 16, 31, 32, 63, 64, 100, 127, 128, 255, 256, 512, 513, 1023, 1024, 4096, 65535, 65536, 1 << 20, 1 << 24, (1 << 24) + 1, 1 << 26,
        int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 32, 1UL << 40, long.MaxValue / 512, long.MaxValue / 2, long.MaxValue, 1UL << 63, ulong.MaxValue - 1, ulong.MaxValue,
        0x7f800000, 0x7fc00000, 0xff800000, 0x7ff0000000000000, 0x7ff8000000000000, 0xbff0000000000000,
    ];

    /// <summary>The same piece with one of its numbers another.</summary>
    public GgufRecord WithNumber(Random random)
    {
        if (Numbers.Count == 0) return this;
        (int offset, int size) = Numbers[random.Next(Numbers.Count)];
        byte[] bytes = [.. Bytes];
        Overwrite(bytes.AsSpan(offset, size), random);
        return this with { Bytes = bytes };
    }

    /// <summary>Puts another number in the place of one: one at a border, one near, or any.</summary>
    public static void Overwrite(Span<byte> number, Random random)
    {
        Span<byte> wide = stackalloc byte[8];
        wide.Clear();
        number[..Math.Min(8, number.Length)].CopyTo(wide);
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(wide);
        value = random.Next(4) switch
        {
            0 => value + (ulong)(long)random.Next(-3, 4),
            1 => (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64),
            _ => s_values[random.Next(s_values.Length)],
        };
        BinaryPrimitives.WriteUInt64LittleEndian(wide, value);
        wide[..Math.Min(8, number.Length)].CopyTo(number);
    }
}
