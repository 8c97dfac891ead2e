namespace EdgeReasoning.Performance;

/// <summary>What decides how many bytes a token takes in KV memory.</summary>
/// <param name="Layers">Layers that keep keys and values, from 1.</param>
/// <param name="KvHeads">Heads that keep them, fewer than the attention heads in grouped-query models, from 1.</param>
/// <param name="HeadDimension">Elements of one head, from 1.</param>
public sealed record KvShape(int Layers, int KvHeads, int HeadDimension)
{
    private const int BlockElements = 32;

    /// <summary>Bytes of one element by its GGML type, block scales included (a block of 32 has 2 or 4 bytes of them).</summary>
    private static readonly Dictionary<string, double> ElementBytes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["f32"] = 4,
        ["f16"] = 2,
        ["bf16"] = 2,
        ["q8_0"] = 34.0 / BlockElements,
        ["q5_1"] = 24.0 / BlockElements,
        ["q5_0"] = 22.0 / BlockElements,
        ["q4_1"] = 20.0 / BlockElements,
        ["q4_0"] = 18.0 / BlockElements,
        ["iq4_nl"] = 18.0 / BlockElements,
    };

    /// <summary>Types of elements that are known, by their GGML names.</summary>
    public static IReadOnlyCollection<string> ElementTypes => ElementBytes.Keys;

    /// <summary>Bytes of KV memory that one token takes.</summary>
    /// <param name="keyType">Element type of the keys, one of <see cref="ElementTypes"/>.</param>
    /// <param name="valueType">Element type of the values.</param>
    /// <exception cref="ArgumentException">A type is not known.</exception>
    public double BytesPerToken(string keyType = "f16", string valueType = "f16")
        => (double)Layers * KvHeads * HeadDimension * (BytesOf(keyType, nameof(keyType)) + BytesOf(valueType, nameof(valueType)));

    private static double BytesOf(string type, string parameter)
    {
        ArgumentNullException.ThrowIfNull(type, parameter);
        return ElementBytes.TryGetValue(type, out double bytes)
            ? bytes
            : throw new ArgumentException($"'{type}' is not a known element type of KV memory; use one of {string.Join(", ", ElementBytes.Keys)}.", parameter);
    }
}
