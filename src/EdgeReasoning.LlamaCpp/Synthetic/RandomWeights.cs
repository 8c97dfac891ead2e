using System.Runtime.InteropServices;

namespace EdgeReasoning.LlamaCpp;

/// <summary>
/// Random weights at the speed of a disk: uniform numbers are drawn once, and each piece of a tensor begins somewhere else among them.
/// How fast a model is does not depend on its weights; that they differ keeps it from answering the same token to everything.
/// </summary>
internal sealed class RandomWeights(int seed)
{
    private const int Pool = (1 << 18) + 7, Piece = 1 << 17;

    private readonly Random _random = new(seed);
    private readonly Half[] _halves = new Half[Pool + Piece];
    private float[]? _uniform;

    internal void Write(Stream stream, SyntheticTensor tensor, Action<long> written, CancellationToken cancellationToken)
    {
        if (!tensor.IsMatrix)
        {
            float[] values = new float[tensor.Elements];
            Array.Fill(values, tensor.Constant);
            stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
            written(4 * tensor.Elements);
            return;
        }

        Scale(tensor.Deviation);
        for (long done = 0; done < tensor.Elements;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(Piece, tensor.Elements - done);
            stream.Write(MemoryMarshal.AsBytes(_halves.AsSpan(_random.Next(Pool), count)));
            done += count;
            written(2L * count);
        }
    }

    private void Scale(double deviation)
    {
        _uniform ??= [.. Enumerable.Range(0, _halves.Length).Select(_ => (2 * _random.NextSingle()) - 1)];
        float range = (float)(deviation * Math.Sqrt(3));
        for (int i = 0; i < _halves.Length; i++) _halves[i] = (Half)(range * _uniform[i]);
    }
}
