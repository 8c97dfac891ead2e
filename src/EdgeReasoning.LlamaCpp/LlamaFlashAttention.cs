namespace EdgeReasoning.LlamaCpp;

/// <summary>Whether attention is computed in one fused pass.</summary>
public enum LlamaFlashAttention
{
    /// <summary>Where the device can.</summary>
    Auto = -1,

    /// <summary>Never.</summary>
    Off = 0,

    /// <summary>Always.</summary>
    On = 1,
}
