using System.Diagnostics.CodeAnalysis;

namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>The metadata of a file, by key.</summary>
public sealed class GgufMetadata
{
    private readonly Dictionary<string, GgufValue> _values;

    internal GgufMetadata(Dictionary<string, GgufValue> values) => _values = values;

    /// <summary>The keys, in the order of the file.</summary>
    public IReadOnlyCollection<string> Keys => _values.Keys;

    /// <summary>Finds a value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, where there is one.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out GgufValue value) => _values.TryGetValue(key, out value);

    /// <summary>An integer; null where the key is missing or its value is none.</summary>
    /// <param name="key">The key.</param>
    public long? Integer(string key) => _values.GetValueOrDefault(key)?.AsInteger();

    /// <summary>A floating-point number; null where the key is missing or its value is none.</summary>
    /// <param name="key">The key.</param>
    public double? Number(string key) => _values.GetValueOrDefault(key)?.AsNumber();

    /// <summary>A truth value; null where the key is missing or its value is none.</summary>
    /// <param name="key">The key.</param>
    public bool? Boolean(string key) => _values.GetValueOrDefault(key)?.AsBoolean();

    /// <summary>A text; null where the key is missing or its value is none.</summary>
    /// <param name="key">The key.</param>
    public string? Text(string key) => _values.GetValueOrDefault(key)?.AsText();

    /// <summary>The texts of an array; null where the key is missing or its value is none.</summary>
    /// <param name="key">The key.</param>
    public IReadOnlyList<string>? Texts(string key) => _values.GetValueOrDefault(key)?.Value as string[];
}
