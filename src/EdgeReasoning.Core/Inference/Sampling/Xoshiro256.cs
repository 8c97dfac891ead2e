using System.Numerics;

namespace EdgeReasoning.Inference.Sampling;

/// <summary>
/// The generator xoshiro256** 1.0 of Blackman and Vigna (Scrambled linear pseudorandom number generators, ACM TOMS 47, 2021),
/// its state filled by SplitMix64. Our own, so that a seed means the same draws in every version of .NET.
/// </summary>
internal struct Xoshiro256
{
    private ulong _s0, _s1, _s2, _s3;

    public Xoshiro256(ulong seed)
    {
        _s0 = SplitMix64.At(seed, 0);
        _s1 = SplitMix64.At(seed, 1);
        _s2 = SplitMix64.At(seed, 2);
        _s3 = SplitMix64.At(seed, 3);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A number from 0 to 1, exclusive, in steps of 2⁻⁵³.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));
}
