namespace EdgeReasoning.LlamaCpp;

/// <summary>One tensor of a synthetic model, named as llama.cpp names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Elements along each dimension, the fastest first.</param>
/// <param name="Deviation">Standard deviation of its weights; 0 for a vector of <paramref name="Constant"/>.</param>
/// <param name="Constant">What a vector is filled with.</param>
internal sealed record SyntheticTensor(string Name, long[] Shape, double Deviation, float Constant)
{
    /// <summary>Keeps a layer's output about as large as its input, and gives logits a standard deviation near 2.7, so that a sampler finds a few likely tokens as it does in a real model.</summary>
    private const double MatrixGain = 0.55, LogitGain = 2.7;

    internal long Elements => Shape.Aggregate(1L, (product, length) => product * length);

    internal bool IsMatrix => Shape.Length > 1;

    internal static IEnumerable<SyntheticTensor> Of(SyntheticShape shape)
    {
        long width = shape.Width, query = (long)shape.Heads * shape.HeadDimension, keyValue = (long)shape.KvHeads * shape.HeadDimension;
        yield return Vocabulary("token_embd.weight");
        yield return Vector("output_norm.weight", width, 1);
        if (!shape.TiedEmbeddings) yield return Vocabulary("output.weight");
        for (int i = 0; i < shape.Layers; i++)
        {
            string layer = FormattableString.Invariant($"blk.{i}.");
            yield return Vector(layer + "attn_norm.weight", width, 1);
            yield return Matrix(layer + "attn_q.weight", width, query);
            yield return Matrix(layer + "attn_k.weight", width, keyValue);
            yield return Matrix(layer + "attn_v.weight", width, keyValue);
            if (shape.Architecture == SyntheticArchitecture.Qwen2)
            {
                yield return Vector(layer + "attn_q.bias", query, 0);
                yield return Vector(layer + "attn_k.bias", keyValue, 0);
                yield return Vector(layer + "attn_v.bias", keyValue, 0);
            }

            if (shape.Architecture == SyntheticArchitecture.Qwen3)
            {
                yield return Vector(layer + "attn_q_norm.weight", shape.HeadDimension, 1);
                yield return Vector(layer + "attn_k_norm.weight", shape.HeadDimension, 1);
            }

            yield return Matrix(layer + "attn_output.weight", query, width);
            yield return Vector(layer + "ffn_norm.weight", width, 1);
            yield return Matrix(layer + "ffn_gate.weight", width, shape.FeedForward);
            yield return Matrix(layer + "ffn_up.weight", width, shape.FeedForward);
            yield return Matrix(layer + "ffn_down.weight", shape.FeedForward, width);
        }

        SyntheticTensor Vocabulary(string name) => new(name, [width, shape.VocabularySize], LogitGain / Math.Sqrt(width), 0);

        static SyntheticTensor Matrix(string name, long from, long to) => new(name, [from, to], MatrixGain / Math.Sqrt(from), 0);

        static SyntheticTensor Vector(string name, long length, float value) => new(name, [length], 0, value);
    }
}
