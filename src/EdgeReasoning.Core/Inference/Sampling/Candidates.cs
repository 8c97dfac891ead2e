using System.Numerics;
using System.Runtime.InteropServices;

namespace EdgeReasoning.Inference.Sampling;

/// <summary>
/// The tokens still in the draw. Each step of truncation leaves a prefix of the order by descending logit, then ascending token,
/// so that the steps find where to cut with <see cref="Selection"/> instead of sorting.
/// </summary>
internal sealed class Candidates(int capacity)
{
    private readonly ulong[] _keys = new ulong[capacity];
    private readonly double[] _weights = new double[capacity];
    private int _count;

    /// <summary>The candidates' keys, in no particular order.</summary>
    public ReadOnlySpan<ulong> Keys => _keys.AsSpan(0, _count);

    /// <summary>Sum of the candidates' weights.</summary>
    public double Mass => Selection.Sum(_weights.AsSpan(0, _count));

    /// <summary>Takes all tokens with a logit of at least <paramref name="threshold"/>; those of -∞ never.</summary>
    public void TakeFrom(float threshold, ReadOnlySpan<float> logits, LogitBlocks blocks)
    {
        threshold = Math.Max(threshold, float.MinValue);
        ReadOnlySpan<float> maxima = blocks.Maxima;
        _count = 0;
        for (int block = 0; block < maxima.Length; block++)
        {
            if (maxima[block] >= threshold)
                TakeFrom(threshold, LogitBlocks.Slice(logits, block), block * LogitBlocks.Length);
        }
    }

    /// <summary>Takes the <paramref name="count"/> tokens with the largest logits, or all there are.</summary>
    public void TakeBest(int count, ReadOnlySpan<float> logits, LogitBlocks blocks)
    {
        // As many blocks have a logit of at least that, so the tokens wanted do too.
        TakeFrom(NthLargest(count, blocks.Maxima), logits, blocks);
        if (count >= _count) return;
        Selection.BringToFront(_keys.AsSpan(0, _count), count);
        _count = count;
    }

    /// <summary>Gives each candidate its weight, <c>exp((logit - largest) / temperature)</c>.</summary>
    public void Weigh(float largest, float temperature)
    {
        for (int i = 0; i < _count; i++)
            _weights[i] = Math.Exp(((double)CandidateKey.Logit(_keys[i]) - largest) / temperature);
    }

    /// <summary>Keeps the fewest best candidates that weigh at least <paramref name="mass"/>.</summary>
    public void KeepMass(double mass) => _count = BringMassToFront(mass);

    /// <summary>Keeps the candidates that weigh at least <paramref name="weight"/>.</summary>
    public void KeepHeavierThan(double weight)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_weights[i] < weight) continue;
            _keys[kept] = _keys[i];
            _weights[kept++] = _weights[i];
        }
        _count = kept;
    }

    /// <summary>The candidate at which the weights, added from the best one on, reach a share of them all, from 0 to 1.</summary>
    public int At(double share) => CandidateKey.Token(_keys[BringMassToFront(share * Mass) - 1]);

    private int BringMassToFront(double mass) => Selection.BringMassToFront(_keys.AsSpan(0, _count), _weights.AsSpan(0, _count), mass);

    private void TakeFrom(float threshold, ReadOnlySpan<float> block, int firstToken)
    {
        ref float start = ref MemoryMarshal.GetReference(block);
        Vector<float> bound = new(threshold);
        int width = Vector<float>.Count, i = 0;
        for (; i <= block.Length - width; i += width)
        {
            if (Vector.GreaterThanOrEqualAny(Vector.LoadUnsafe(ref start, (nuint)i), bound))
                TakeOneByOne(threshold, block.Slice(i, width), firstToken + i);
        }
        TakeOneByOne(threshold, block[i..], firstToken + i);
    }

    private void TakeOneByOne(float threshold, ReadOnlySpan<float> logits, int firstToken)
    {
        for (int i = 0; i < logits.Length; i++)
        {
            if (logits[i] >= threshold) _keys[_count++] = CandidateKey.Pack(logits[i], firstToken + i);
        }
    }

    private float NthLargest(int n, ReadOnlySpan<float> values)
    {
        if (n > values.Length) return float.MinValue;
        Span<ulong> keys = _keys.AsSpan(0, values.Length);
        for (int i = 0; i < values.Length; i++) keys[i] = CandidateKey.Pack(values[i], i);
        Selection.BringToFront(keys, n);
        ulong last = 0;
        foreach (ulong key in keys[..n]) last = Math.Max(last, key);
        return CandidateKey.Logit(last);
    }
}
