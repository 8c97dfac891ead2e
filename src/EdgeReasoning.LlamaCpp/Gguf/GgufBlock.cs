namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>How a tensor type is stored: in blocks of some elements, each of some bytes.</summary>
/// <param name="Elements">Elements of a block; a row has a whole number of blocks.</param>
/// <param name="Bytes">Bytes of a block.</param>
internal readonly record struct GgufBlock(int Elements, int Bytes)
{
    /// <summary>The blocks of a type, as ggml v0.5.0 lays them out; null where it has no such type.</summary>
    public static GgufBlock? Of(GgufTensorType type) => type switch
    {
        GgufTensorType.F64 or GgufTensorType.I64 => new(1, 8),
        GgufTensorType.F32 or GgufTensorType.I32 => new(1, 4),
        GgufTensorType.F16 or GgufTensorType.BF16 or GgufTensorType.I16 => new(1, 2),
        GgufTensorType.I8 => new(1, 1),
        GgufTensorType.Q4_0 or GgufTensorType.IQ4_NL => new(32, 18),
        GgufTensorType.Q4_1 => new(32, 20),
        GgufTensorType.Q5_0 => new(32, 22),
        GgufTensorType.Q5_1 => new(32, 24),
        GgufTensorType.Q8_0 => new(32, 34),
        GgufTensorType.Q8_1 => new(32, 36),
        GgufTensorType.MXFP4 => new(32, 17),
        GgufTensorType.NVFP4 => new(64, 36),
        GgufTensorType.Q2_0 => new(64, 18),
        GgufTensorType.Q1_0 => new(128, 18),
        GgufTensorType.Q2_K => new(256, 84),
        GgufTensorType.Q3_K or GgufTensorType.IQ3_S => new(256, 110),
        GgufTensorType.Q4_K => new(256, 144),
        GgufTensorType.Q5_K => new(256, 176),
        GgufTensorType.Q6_K => new(256, 210),
        GgufTensorType.Q8_K => new(256, 292),
        GgufTensorType.IQ1_S => new(256, 50),
        GgufTensorType.IQ1_M => new(256, 56),
        GgufTensorType.IQ2_XXS or GgufTensorType.TQ2_0 => new(256, 66),
        GgufTensorType.IQ2_XS => new(256, 74),
        GgufTensorType.IQ2_S => new(256, 82),
        GgufTensorType.IQ3_XXS => new(256, 98),
        GgufTensorType.IQ4_XS => new(256, 136),
        GgufTensorType.TQ1_0 => new(256, 54),
        _ => null,
    };
}
