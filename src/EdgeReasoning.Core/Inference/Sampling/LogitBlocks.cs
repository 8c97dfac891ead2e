using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EdgeReasoning.Inference.Sampling;

/// <summary>
/// A summary of the logits by blocks, which lets everything after it look at a few blocks only: one reading of all logits finds the
/// largest of each block, and a second one, where a normaliser is needed, sums the exponentials of each block that matters.
/// </summary>
internal sealed class LogitBlocks(int capacity)
{
    /// <summary>Logits of a block.</summary>
    public const int Length = 128;

    // A block whose largest logit lies so many nats below the largest of all is left out of sums: even a million of such tokens
    // have less than 10⁻¹¹ of the probability.
    private const float NegligibleNats = 40f;

    private readonly float[] _maxima = new float[BlocksOf(capacity)];
    private readonly float[] _sums = new float[BlocksOf(capacity)];
    private int _count;

    /// <summary>The largest logit of each block.</summary>
    public ReadOnlySpan<float> Maxima => _maxima.AsSpan(0, _count);

    /// <summary>The sum of <c>exp((logit - largest) / temperature)</c> of each block, after <see cref="Sum"/>.</summary>
    public ReadOnlySpan<float> Sums => _sums.AsSpan(0, _count);

    /// <summary>The logits of a block.</summary>
    public static ReadOnlySpan<float> Slice(ReadOnlySpan<float> logits, int block)
    {
        int start = block * Length;
        return logits.Slice(start, Math.Min(Length, logits.Length - start));
    }

    /// <summary>Finds the largest logit of each block.</summary>
    /// <returns>The largest of all.</returns>
    /// <exception cref="InvalidOperationException">A logit is NaN.</exception>
    public float Scan(ReadOnlySpan<float> logits)
    {
        _count = BlocksOf(logits.Length);
        Vector<int> numbers = Vector<int>.AllBitsSet;
        float largest = float.NegativeInfinity;
        for (int block = 0; block < _count; block++)
        {
            float maximum = MaximumOf(Slice(logits, block), ref numbers);
            _maxima[block] = maximum;
            if (maximum > largest) largest = maximum;
        }

        if (numbers != Vector<int>.AllBitsSet) ThrowNaN(logits);
        return largest;
    }

    /// <summary>Sums <c>exp((logit - largest) / temperature)</c>, by blocks and over all.</summary>
    public double Sum(ScannedLogits logits, float temperature)
    {
        float largest = logits.Largest;
        float scale = Math.Min(1f / temperature, float.MaxValue / 2);
        double total = 0;
        for (int block = 0; block < _count; block++)
        {
            float sum = (_maxima[block] - largest) * scale < -NegligibleNats ? 0f : SumOf(Slice(logits.Values, block), largest, scale);
            _sums[block] = sum;
            total += sum;
        }
        return total;
    }

    /// <summary>The first token with the largest logit.</summary>
    public int First(ScannedLogits logits)
    {
        int block = Maxima.IndexOf(logits.Largest);
        return (block * Length) + Slice(logits.Values, block).IndexOf(logits.Largest);
    }

    private static int BlocksOf(int tokens) => (tokens + Length - 1) / Length;

    // Clears lanes of `numbers` where it meets NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float MaximumOf(ReadOnlySpan<float> block, ref Vector<int> numbers)
    {
        ref float start = ref MemoryMarshal.GetReference(block);
        int width = Vector<float>.Count, i = 0;
        Vector<float> best0 = new(float.NegativeInfinity), best1 = best0;
        Vector<int> ordered0 = numbers, ordered1 = numbers;
        for (; i <= block.Length - (2 * width); i += 2 * width)
        {
            Vector<float> x0 = Vector.LoadUnsafe(ref start, (nuint)i);
            Vector<float> x1 = Vector.LoadUnsafe(ref start, (nuint)(i + width));
            ordered0 &= Vector.Equals(x0, x0);
            ordered1 &= Vector.Equals(x1, x1);
            best0 = Vector.MaxNative(x0, best0);
            best1 = Vector.MaxNative(x1, best1);
        }

        numbers = ordered0 & ordered1;
        float maximum = Largest(Vector.MaxNative(best0, best1));
        for (; i < block.Length; i++)
        {
            float x = block[i];
            if (float.IsNaN(x)) numbers = Vector<int>.Zero;
            if (x > maximum) maximum = x;
        }
        return maximum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Largest(Vector<float> lanes)
    {
        if (Vector<float>.Count == 4) return Largest(lanes.AsVector128());
        if (Vector<float>.Count == 8)
            return Largest(Vector128.MaxNative(lanes.AsVector256().GetLower(), lanes.AsVector256().GetUpper()));
        float largest = lanes[0];
        for (int i = 1; i < Vector<float>.Count; i++) largest = Math.Max(largest, lanes[i]);
        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Largest(Vector128<float> lanes)
    {
        lanes = Vector128.MaxNative(lanes, Vector128.Shuffle(lanes, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(lanes, Vector128.Shuffle(lanes, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SumOf(ReadOnlySpan<float> block, float largest, float scale)
    {
        ref float start = ref MemoryMarshal.GetReference(block);
        int width = Vector<float>.Count, i = 0;
        Vector<float> origin = new(largest), factor = new(scale * VectorPower.Log2E);
        Vector<float> sum0 = Vector<float>.Zero, sum1 = Vector<float>.Zero;
        for (; i <= block.Length - (2 * width); i += 2 * width)
        {
            sum0 += VectorPower.OfTwo((Vector.LoadUnsafe(ref start, (nuint)i) - origin) * factor);
            sum1 += VectorPower.OfTwo((Vector.LoadUnsafe(ref start, (nuint)(i + width)) - origin) * factor);
        }

        float sum = Vector.Sum(sum0 + sum1);
        for (; i < block.Length; i++) sum += MathF.Exp((block[i] - largest) * scale);
        return sum;
    }

    [DoesNotReturn]
    private static void ThrowNaN(ReadOnlySpan<float> logits)
    {
        int token = 0;
        while (!float.IsNaN(logits[token])) token++;
        throw new InvalidOperationException($"The model produced NaN as the logit of token {token} of {logits.Length}. Its weights or the backend's arithmetic are broken; no token can be sampled.");
    }
}
