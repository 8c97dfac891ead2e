namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>One tensor of a file's directory.</summary>
/// <param name="Name">Its name, <c>blk.0.attn_q.weight</c> say.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Elements along each dimension, the fastest first: 1 to 4 of them.</param>
/// <param name="Offset">Bytes from the start of the file's data to its first.</param>
/// <param name="ByteLength">Its bytes.</param>
public sealed record GgufTensor(string Name, GgufTensorType Type, IReadOnlyList<long> Shape, long Offset, long ByteLength)
{
    /// <summary>Elements in all.</summary>
    public long ElementCount => Shape.Aggregate(1L, (product, length) => product * length);
}
