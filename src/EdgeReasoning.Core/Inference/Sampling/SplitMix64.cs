namespace EdgeReasoning.Inference.Sampling;

/// <summary>
/// The generator SplitMix64 (Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014; constants of Vigna's
/// public-domain splitmix64.c). Its state is a counter, so any of its outputs can be had at once: seeds are derived from seeds with it.
/// </summary>
internal static class SplitMix64
{
    /// <summary>One output of the generator.</summary>
    /// <param name="seed">Where it starts.</param>
    /// <param name="index">Which output, from 0.</param>
    public static ulong At(ulong seed, ulong index)
    {
        ulong z = seed + (index + 1) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
