namespace EdgeReasoning.Performance;

/// <summary>The models that the EdgeReasoning artifact has coefficients for.</summary>
public enum ArtifactModel
{
    /// <summary>DeepSeek-R1-Distill-Qwen-1.5B.</summary>
    Qwen1B5,

    /// <summary>DeepSeek-R1-Distill-Llama-8B.</summary>
    Llama8B,

    /// <summary>DeepSeek-R1-Distill-Qwen-14B.</summary>
    Qwen14B,
}
