namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>Derives seeds from seeds, by SplitMix64 (Steele, Lea and Flood 2014; constants of Vigna's public-domain splitmix64.c).</summary>
internal static class Seeds
{
    public static ulong Derive(ulong seed, ulong index)
    {
        ulong z = seed + (index + 1) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
