namespace EdgeReasoning.LlamaCpp;

/// <summary>What the matrices of a model can become, numbered as llama.cpp's file types. Vectors stay as they are.</summary>
public enum LlamaQuantization
{
#pragma warning disable CA1707 // The names are ggml's own.
    /// <summary>16-bit floats.</summary>
    F16 = 1,

    /// <summary>4 bits and a scale for each 32 weights.</summary>
    Q4_0 = 2,

    /// <summary>8 bits and a scale for each 32 weights.</summary>
    Q8_0 = 7,

    /// <summary>5 bits and a scale for each 32 weights.</summary>
    Q5_0 = 8,

    /// <summary>Mostly 4 bits, in blocks of 256, with more where it matters most.</summary>
    Q4_K_M = 15,

    /// <summary>Mostly 5 bits, in blocks of 256, with more where it matters most.</summary>
    Q5_K_M = 17,

    /// <summary>6 bits, in blocks of 256.</summary>
    Q6_K = 18,
#pragma warning restore CA1707
}
