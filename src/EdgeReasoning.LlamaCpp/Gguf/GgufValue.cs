namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>One metadata value.</summary>
/// <param name="Type">Its type.</param>
/// <param name="ElementType">The type of its elements where it is an array, otherwise <paramref name="Type"/>.</param>
/// <param name="Value">The value: a number, a <see cref="bool"/>, a <see cref="string"/>, or an array of one of these.</param>
public sealed record GgufValue(GgufValueType Type, GgufValueType ElementType, object Value)
{
    /// <summary>The value as an integer; null where it is none or does not fit.</summary>
    public long? AsInteger() => Value switch
    {
        byte v => v,
        sbyte v => v,
        ushort v => v,
        short v => v,
        uint v => v,
        int v => v,
        long v => v,
        ulong v when v <= long.MaxValue => (long)v,
        _ => null,
    };

    /// <summary>The value as a floating-point number; null where it is none.</summary>
    public double? AsNumber() => Value switch
    {
        float v => v,
        double v => v,
        _ => null,
    };

    /// <summary>The value as a truth value; null where it is none.</summary>
    public bool? AsBoolean() => Value as bool?;

    /// <summary>The value as text; null where it is none.</summary>
    public string? AsText() => Value as string;

    /// <summary>The elements; null where the value is no array.</summary>
    public Array? AsArray() => Value as Array;

    /// <summary>The elements as integers; null where the value is no array of integers, or one does not fit.</summary>
    public long[]? AsIntegers() => (Type, ElementType) switch
    {
        // By the type in the file: to the runtime an array of int is one of uint, too.
        (GgufValueType.Array, GgufValueType.UInt8) => Array.ConvertAll((byte[])Value, v => (long)v),
        (GgufValueType.Array, GgufValueType.Int8) => Array.ConvertAll((sbyte[])Value, v => (long)v),
        (GgufValueType.Array, GgufValueType.UInt16) => Array.ConvertAll((ushort[])Value, v => (long)v),
        (GgufValueType.Array, GgufValueType.Int16) => Array.ConvertAll((short[])Value, v => (long)v),
        (GgufValueType.Array, GgufValueType.UInt32) => Array.ConvertAll((uint[])Value, v => (long)v),
        (GgufValueType.Array, GgufValueType.Int32) => Array.ConvertAll((int[])Value, v => (long)v),
        (GgufValueType.Array, GgufValueType.Int64) => (long[])Value,
        (GgufValueType.Array, GgufValueType.UInt64) => ((ulong[])Value).All(v => v <= long.MaxValue) ? Array.ConvertAll((ulong[])Value, v => (long)v) : null,
        _ => null,
    };
}
