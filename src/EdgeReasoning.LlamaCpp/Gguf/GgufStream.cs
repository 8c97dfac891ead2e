using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>Reads little-endian values, and never past the end or more than the file can hold.</summary>
internal sealed class GgufStream(Stream stream, long length)
{
    // Far above what models have, far below what a corrupt length in a large file could ask for.
    private const int MaxTextBytes = 1 << 26;
    private const int MaxElements = 1 << 24;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private byte[] _buffer = new byte[256];

    /// <summary>Bytes read.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes left.</summary>
    public long Remaining => length - Position;

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    /// <summary>A count of things that take at least <paramref name="bytesEach"/> bytes in what is left of the file.</summary>
    public int Count(string what, int bytesEach)
    {
        ulong count = UInt64();
        if (count > (ulong)(Remaining / bytesEach) || count > int.MaxValue)
            throw new InvalidDataException($"{what} is {count}, more than the {Remaining} bytes that are left can hold");
        return (int)count;
    }

    public string Text(string what)
    {
        int bytes = Count($"the length of {what}", 1);
        if (bytes > MaxTextBytes) throw new InvalidDataException($"the length of {what} is {bytes}, and more than {MaxTextBytes} is no text");
        try
        {
            return Utf8.GetString(Bytes(bytes));
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"{what} is not valid UTF-8", exception);
        }
    }

    public object Scalar(GgufValueType type) => type switch
    {
        GgufValueType.UInt8 => Bytes(1)[0],
        GgufValueType.Int8 => (sbyte)Bytes(1)[0],
        GgufValueType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2)),
        GgufValueType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(Bytes(2)),
        GgufValueType.UInt32 => UInt32(),
        GgufValueType.Int32 => (int)UInt32(),
        GgufValueType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(Bytes(4)),
        GgufValueType.Bool => Boolean(Bytes(1)[0]),
        GgufValueType.String => Text("a value"),
        GgufValueType.UInt64 => UInt64(),
        GgufValueType.Int64 => (long)UInt64(),
        GgufValueType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(Bytes(8)),
        _ => throw new InvalidDataException($"a value has the unknown type {(uint)type}"),
    };

    public Array Elements(GgufValueType type) => type switch
    {
        GgufValueType.UInt8 => Numbers<byte>(),
        GgufValueType.Int8 => Numbers<sbyte>(),
        GgufValueType.UInt16 => Numbers<ushort>(),
        GgufValueType.Int16 => Numbers<short>(),
        GgufValueType.UInt32 => Numbers<uint>(),
        GgufValueType.Int32 => Numbers<int>(),
        GgufValueType.Float32 => Numbers<float>(),
        GgufValueType.Bool => Array.ConvertAll(Numbers<byte>(), Boolean),
        GgufValueType.String => Texts(),
        GgufValueType.UInt64 => Numbers<ulong>(),
        GgufValueType.Int64 => Numbers<long>(),
        GgufValueType.Float64 => Numbers<double>(),
        _ => throw new InvalidDataException($"an array has elements of the unknown type {(uint)type}"),
    };

    private static bool Boolean(byte value) => value <= 1
        ? value == 1
        : throw new InvalidDataException($"a truth value is {value} instead of 0 or 1");

    private string[] Texts()
    {
        var texts = new string[ElementCount(sizeof(ulong))];
        for (int i = 0; i < texts.Length; i++) texts[i] = Text("an array's text");
        return texts;
    }

    private T[] Numbers<T>() where T : unmanaged
    {
        // The file is little-endian, as is every processor that llama.cpp's libraries are built for.
        var numbers = new T[ElementCount(Unsafe.SizeOf<T>())];
        Read(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    private int ElementCount(int bytesEach)
    {
        int count = Count("an array's length", bytesEach);
        return count <= MaxElements ? count : throw new InvalidDataException($"an array's length is {count}, and more than {MaxElements} is no vocabulary");
    }

    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (_buffer.Length < count) _buffer = new byte[Math.Max(count, 2 * _buffer.Length)];
        Span<byte> bytes = _buffer.AsSpan(0, count);
        Read(bytes);
        return bytes;
    }

    private void Read(Span<byte> target)
    {
        if (target.Length > Remaining) throw new EndOfStreamException($"the file ends at byte {length}, within what is needed from byte {Position}");
        stream.ReadExactly(target);
        Position += target.Length;
    }
}
