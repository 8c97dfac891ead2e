using System.Numerics;

namespace EdgeReasoning.Inference.Sampling;

/// <summary>
/// Brings the smallest of distinct keys to the front without sorting the rest: quickselect (Hoare, 1961) with a median-of-three
/// pivot, which sorts what is left when it is short or when pivots turn out bad, so that the worst case is that of the sort.
/// </summary>
internal static class Selection
{
    private const int SortedLength = 32;

    /// <summary>Reorders keys so that the first <paramref name="count"/> are the smallest, in no particular order.</summary>
    public static void BringToFront(Span<ulong> keys, int count)
    {
        int low = 0, high = keys.Length;
        for (int rounds = Rounds(keys.Length); high - low > SortedLength && rounds > 0; rounds--)
        {
            int middle = low + Partition(keys[low..high], []);
            if (middle == count) return;
            if (middle > count) high = middle;
            else low = middle;
        }
        if (count > low && count < high) keys[low..high].Sort();
    }

    /// <summary>
    /// Reorders keys with their weights so that the front has the fewest smallest keys that weigh at least
    /// <paramref name="target"/>, the largest of them last; all keys where even they weigh less.
    /// </summary>
    /// <returns>Their number.</returns>
    public static int BringMassToFront(Span<ulong> keys, Span<double> weights, double target)
    {
        int low = 0, high = keys.Length;
        double before = 0;
        for (int rounds = Rounds(keys.Length); high - low > SortedLength && rounds > 0; rounds--)
        {
            int middle = low + Partition(keys[low..high], weights[low..high]);
            double mass = before + Sum(weights[low..middle]);
            if (mass >= target)
            {
                high = middle;
            }
            else
            {
                low = middle;
                before = mass;
            }
        }

        keys[low..high].Sort(weights[low..high]);
        while (low < high)
        {
            before += weights[low++];
            if (before >= target) break;
        }
        return low;
    }

    public static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        return sum;
    }

    private static int Rounds(int length) => 2 * BitOperations.Log2((uint)length + 1);

    // Puts keys below the pivot first; as the pivot is the middle one of three distinct keys, neither part is empty. Weights, where given, move along.
    private static int Partition(Span<ulong> keys, Span<double> weights)
    {
        ulong pivot = MedianOfThree(keys[0], keys[keys.Length / 2], keys[^1]);
        int left = 0, right = keys.Length - 1;
        while (true)
        {
            while (keys[left] < pivot) left++;
            while (keys[right] >= pivot && right > left) right--;
            if (left >= right) return left;
            (keys[left], keys[right]) = (keys[right], keys[left]);
            if (!weights.IsEmpty) (weights[left], weights[right]) = (weights[right], weights[left]);
        }
    }

    private static ulong MedianOfThree(ulong a, ulong b, ulong c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
