namespace EdgeReasoning.Inference.Sampling;

/// <summary>A token and its logit in one number, so that ascending keys are descending logits, and ascending tokens where logits are equal.</summary>
internal static class CandidateKey
{
    private const uint SignBit = 0x8000_0000;

    /// <summary>Packs a token with its logit, which is not NaN.</summary>
    public static ulong Pack(float logit, int token)
    {
        uint bits = BitConverter.SingleToUInt32Bits(logit + 0f);   // adding 0 makes -0 equal to 0
        uint ascending = (bits & SignBit) != 0 ? ~bits : bits | SignBit;
        return ((ulong)~ascending << 32) | (uint)token;
    }

    /// <summary>The token of a key.</summary>
    public static int Token(ulong key) => (int)(uint)key;

    /// <summary>The logit of a key.</summary>
    public static float Logit(ulong key)
    {
        uint ascending = ~(uint)(key >> 32);
        return BitConverter.UInt32BitsToSingle((ascending & SignBit) != 0 ? ascending ^ SignBit : ~ascending);
    }
}
