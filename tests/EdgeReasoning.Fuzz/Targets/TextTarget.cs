using System.Runtime.InteropServices;
using EdgeReasoning.Fuzz.Mutation;

namespace EdgeReasoning.Fuzz.Targets;

/// <summary>A target that reads text. Its inputs are UTF-16, so that halves of surrogate pairs get through.</summary>
public abstract class TextTarget : FuzzTarget
{
    private readonly TextMutator _mutator;

    /// <param name="name">The target's name.</param>
    /// <param name="dictionary">Words of its language, separated by white space.</param>
    /// <param name="brackets">Pairs that nest, as <c>open close</c>.</param>
    protected TextTarget(string name, string dictionary, params (string Open, string Close)[] brackets)
        : base(name) => _mutator = new TextMutator(Corpus.Texts(name), dictionary.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), brackets);

    /// <inheritdoc/>
    public sealed override IReadOnlyList<byte[]> Saved => [.. Corpus.Texts(Name).Select(ToBytes)];

    /// <inheritdoc/>
    public sealed override byte[] Make(Random random) => ToBytes(_mutator.Next(random));

    /// <inheritdoc/>
    public sealed override string Run(byte[] input) => Run(new string(MemoryMarshal.Cast<byte, char>(input)));

    private static byte[] ToBytes(string text) => MemoryMarshal.AsBytes(text.AsSpan()).ToArray();

    /// <summary>Has a text read.</summary>
    protected abstract string Run(string text);
}
