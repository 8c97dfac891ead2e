namespace EdgeReasoning.LlamaCpp;

/// <summary>Whether attention is computed in one fused pass.</summary>
public enum LlamaFlashAttention
{
    /// <summary>Where the device can and it is faster: not on a CPU for models with heads of fewer than 64 elements, unless the values in KV memory
    /// are smaller than 16 bits, which needs it.</summary>
    Auto = -1,

    /// <summary>Never.</summary>
    Off = 0,

    /// <summary>Always.</summary>
    On = 1,
}
