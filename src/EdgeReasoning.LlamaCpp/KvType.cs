namespace EdgeReasoning.LlamaCpp;

/// <summary>Element types of the keys and values in KV memory. Smaller ones hold more tokens, at some loss of accuracy.</summary>
#pragma warning disable CA1707 // The names are those that llama.cpp's users know.
public enum KvType
{
    /// <summary>32-bit floats.</summary>
    F32 = 0,

    /// <summary>16-bit floats: 2 bytes an element.</summary>
    F16 = 1,

    /// <summary>4-bit integers with a scale per 32: 0.5625 bytes an element.</summary>
    Q4_0 = 2,

    /// <summary>4-bit integers with a scale and a minimum per 32: 0.625 bytes an element.</summary>
    Q4_1 = 3,

    /// <summary>5-bit integers with a scale per 32: 0.6875 bytes an element.</summary>
    Q5_0 = 6,

    /// <summary>5-bit integers with a scale and a minimum per 32: 0.75 bytes an element.</summary>
    Q5_1 = 7,

    /// <summary>8-bit integers with a scale per 32: 1.0625 bytes an element.</summary>
    Q8_0 = 8,

    /// <summary>16-bit brain floats: 2 bytes an element.</summary>
    BF16 = 30,
}
#pragma warning restore CA1707
